from django.urls import path

from learning.attendance import views, views_own, views_report

app_name = "attendance"
urlpatterns = [
    path("learn/classes/", views.classes, name="classes"),
    path("learn/classes/add/", views.add, name="add"),
    path("learn/classes/mine/", views_own.mine, name="mine"),
    path("learn/classes/<uuid:pk>/", views.one, name="class"),
    path("learn/classes/<uuid:pk>/register/<str:on>/", views.register, name="register"),
    path("learn/classes/<uuid:pk>/word/<str:on>/", views_own.word, name="word"),
    path("learn/classes/places/<uuid:pk>/leave/", views.leave, name="leave"),
    path("learn/attendance/", views_report.site, name="site"),
    path("learn/attendance/csv/", views_report.site_csv, name="site-csv"),
]
