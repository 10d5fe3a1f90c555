from django.urls import path

from learning.cv import views, views_help, views_print

app_name = "cv"
urlpatterns = [
    path("cv/", views.mine, name="mine"),
    path("cv/work/", views.work, name="work"),
    path("cv/work/new/", views.job_add, name="job-add"),
    path("cv/work/<uuid:pk>/", views.job, name="job"),
    path("cv/work/<uuid:pk>/remove/", views.job_remove, name="job-remove"),
    path("cv/help/<uuid:pk>/", views_help.look, name="help"),
    path("cv/help/<uuid:pk>/use/", views_help.use, name="help-use"),
    path("cv/help/<uuid:pk>/leave/", views_help.leave, name="help-leave"),
    path("people/<uuid:pk>/cv/<slug:part>/", views_help.write, name="write-beside"),
    path("cv/<slug:part>/", views.part, name="part"),
    path("people/<uuid:pk>/cv/", views_print.for_person, name="for-person"),
    path("cvs/<uuid:pk>/print/", views_print.make, name="make"),
    path("cv-prints/<uuid:pk>/", views_print.printing, name="print"),
    path("cv-prints/<uuid:pk>/pdf/", views_print.pdf, name="pdf"),
]
