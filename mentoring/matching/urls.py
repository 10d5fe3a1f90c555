from django.urls import path

from mentoring.matching import meetings, views

app_name = "matching"
urlpatterns = [
    path("mentoring/meetings/", meetings.meetings, name="meetings"),
    path("people/<uuid:pk>/mentoring/", views.person, name="person"),
    path("people/<uuid:pk>/mentoring/propose/", views.propose, name="propose"),
    path("matches/<uuid:pk>/start/", views.start, name="start"),
    path("matches/<uuid:pk>/pause/", views.pause, name="pause"),
    path("matches/<uuid:pk>/resume/", views.resume, name="resume"),
    path("matches/<uuid:pk>/end/", views.end, name="end"),
]
