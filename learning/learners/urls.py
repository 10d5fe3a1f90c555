from django.urls import path

from learning.learners import views, views_assign, views_report

app_name = "learners"
urlpatterns = [
    path("learn/done/<uuid:pk>/", views.done, name="done"),
    path("people/<uuid:pk>/learning/", views.person, name="person"),
    path("people/<uuid:pk>/learning/assign/", views.assign, name="assign"),
    path("people/<uuid:pk>/learning/time/", views.time, name="time"),
    path("learn/enrolments/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("learn/enrolments/<uuid:pk>/due/", views_assign.due, name="due"),
    path("learn/class-course/", views_assign.assign_class, name="assign-class"),
    path("learn/wing/", views_assign.assign_wing, name="assign-wing"),
    path("learn/report/", views_report.report, name="report"),
    path("learn/report/csv/", views_report.report_csv, name="report-csv"),
]
