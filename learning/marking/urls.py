from django.urls import path

from learning.marking import views

app_name = "marking"
urlpatterns = [
    path("learn/marking/", views.queue, name="queue"),
    path("learn/marking/<uuid:pk>/", views.answer, name="answer"),
]
