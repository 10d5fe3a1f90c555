from django.urls import path

from mentoring.mentors.file import views

app_name = "mentor_file"
urlpatterns = [
    path("mentors/<uuid:pk>/file/", views.file, name="file"),
    path("mentors/<uuid:pk>/file/check/", views.check, name="check"),
    path("mentors/<uuid:pk>/file/worker/", views.supervisor, name="supervisor"),
    path("mentors/<uuid:pk>/file/talk/", views.talk, name="talk"),
    path("mentor-hours/<uuid:pk>/<slug:cost>/", views.cost, name="cost"),
    path("my-mentoring/", views.mine, name="mine"),
    path("my-mentoring/agree/", views.agree, name="agree"),
    path("my-mentoring/hours/", views.hours, name="hours"),
]
