"""The mentor's desk: the same pages, under the address that mentors know."""

from django.urls import path

from mentoring.messages import views

app_name = "mentoring"
urlpatterns = [
    path("mentoring/", views.threads, name="desk"),
    path("mentoring/<uuid:pk>/", views.thread, name="thread"),
]
