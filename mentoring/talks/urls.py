from django.urls import path

from mentoring.messages import views as messages
from mentoring.talks import views

app_name = "talks"
urlpatterns = [
    path("messages/new/", views.choose, name="choose"),
    path("talks/", views.desk, name="desk"),
    path("talks/<uuid:pk>/", messages.thread, name="thread"),
    path("talks/<uuid:pk>/hand/", views.hand, name="hand"),
    path("talks/<uuid:pk>/settle/", views.settle, name="settle"),
    path("people/<uuid:pk>/talks/", views.of_person, name="person"),
]
