from django.urls import path

from mentoring.messages import views
from mentoring.messages.held import views as held
from mentoring.messages.photos import views as photos

app_name = "messages"
urlpatterns = [
    path("messages/", views.threads, name="list"),
    path("messages/<uuid:pk>/", views.thread, name="thread"),
    path("messages/photos/<uuid:pk>/", photos.photo, name="photo"),
    path("messages/held/<uuid:pk>/back/", held.withdraw, name="withdraw"),
    path("messages/held/<uuid:pk>/second/", held.second, name="second"),
]
