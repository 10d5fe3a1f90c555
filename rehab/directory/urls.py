from django.urls import path

from rehab.directory import views, views_kept, views_staff

app_name = "directory"
urlpatterns = [
    path("local-help/", views.mine, name="mine"),
    path("local-help/kept/", views_kept.kept, name="kept"),
    path("local-help/worker.js", views_kept.worker, name="worker"),
    path("local-help/print/", views.paper, name="paper"),
    path("local-help/<uuid:pk>/", views.service, name="service"),
    path("services/", views_staff.services, name="services"),
    path("services/add/", views_staff.add, name="add"),
    path("services/upload/", views_staff.upload, name="upload"),
    path("services/example/", views_staff.example, name="example"),
    path("services/<uuid:pk>/change/", views_staff.change, name="change"),
    path("services/<uuid:pk>/checked/", views_staff.checked, name="checked"),
]
