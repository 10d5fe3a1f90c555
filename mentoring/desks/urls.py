from django.urls import path

from mentoring.desks import views

app_name = "desks"
urlpatterns = [
    path("mentors/desk/", views.supervisor, name="supervisor"),
    path("mentors/<uuid:pk>/times/", views.of_mentor, name="of-mentor"),
    path("my-mentoring/today/", views.mentor, name="mentor"),
]
