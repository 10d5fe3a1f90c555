from django.urls import path

from learning.marking import views, views_photo

app_name = "marking"
urlpatterns = [
    path("learn/marking/", views.queue, name="queue"),
    path("learn/marking/<uuid:pk>/", views.answer, name="answer"),
    path("learn/marking/<uuid:pk>/photo/", views_photo.add, name="photo-add"),
    path("learn/marking/photos/<uuid:pk>/", views_photo.photo, name="photo"),
    path("learn/marking/photos/<uuid:pk>/remove/", views_photo.remove, name="photo-remove"),
]
