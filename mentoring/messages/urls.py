from django.urls import path

from mentoring.messages import views

app_name = "messages"
urlpatterns = [
    path("messages/", views.threads, name="list"),
    path("messages/<uuid:pk>/", views.thread, name="thread"),
]
