from django.urls import path

from learning.desk import views

app_name = "desk"
urlpatterns = [
    path("learn/classes/<uuid:pk>/progress/", views.class_progress, name="grid"),
    path("learn/quiet/", views.gone_quiet, name="quiet"),
]
