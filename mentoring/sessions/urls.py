from django.urls import path

from mentoring.sessions import views, views_keep

app_name = "sessions"
urlpatterns = [
    path("my-mentor/times/", views.mine, name="mine"),
    path("mentoring/match/<uuid:pk>/book/", views.book, name="book"),
    path("mentoring/times/<uuid:pk>/", views.one, name="one"),
    path("mentoring/times/<uuid:pk>/off/", views.off, name="off"),
    path("mentoring/times/<uuid:pk>/outcome/", views.outcome, name="outcome"),
    path("mentoring/times/<uuid:pk>/mood/", views.mood, name="mood"),
    path("mentoring/times/<uuid:pk>/note/<slug:state>/", views.note, name="note"),
    path("mentoring/times/<uuid:pk>/calendar/", views.calendar_file, name="calendar-file"),
    path("my-mentoring/calendar/", views_keep.calendar, name="calendar"),
    path("my-mentoring/free-hours/", views_keep.free_hours, name="free-hours"),
    path("matches/<uuid:pk>/sessions/", views.of_match, name="of-match"),
    path("mentors/times/", views_keep.slots, name="slots"),
    path("mentors/times/add/", views_keep.slot_add, name="slot-add"),
    path("mentors/times/<uuid:pk>/close/", views_keep.slot_close, name="slot-close"),
]
