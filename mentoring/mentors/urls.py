from django.urls import path

from mentoring.mentors import views

app_name = "mentors"
urlpatterns = [
    path("mentors/", views.mentors, name="list"),
    path("mentors/add/", views.mentor_add, name="mentor-add"),
    path("mentors/<uuid:pk>/", views.mentor, name="mentor"),
    path("mentors/<uuid:pk>/vetting/", views.vetting, name="vetting"),
]
