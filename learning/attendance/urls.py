from django.urls import path

from learning.attendance import views, views_own, views_report, views_timetable

app_name = "attendance"
urlpatterns = [
    path("learn/classes/", views_timetable.classes, name="classes"),
    path("learn/classes/add/", views_timetable.add, name="add"),
    path("learn/classes/mine/", views_own.mine, name="mine"),
    path("learn/classes/<uuid:pk>/", views.one, name="class"),
    path("learn/classes/<uuid:pk>/change/", views_timetable.change, name="change"),
    path("learn/classes/<uuid:pk>/end/", views_timetable.end, name="end"),
    path("learn/classes/<uuid:pk>/cancel/<str:on>/", views_timetable.cancel, name="cancel"),
    path("learn/classes/cancelled/<uuid:pk>/restore/", views_timetable.restore, name="restore"),
    path("learn/classes/<uuid:pk>/register/<str:on>/", views.register, name="register"),
    path("learn/classes/<uuid:pk>/word/<str:on>/", views_own.word, name="word"),
    path("learn/classes/places/<uuid:pk>/leave/", views.leave, name="leave"),
    path("learn/attendance/", views_report.site, name="site"),
]
