from django.urls import path

from rehab.checkins import views, views_staff

app_name = "checkins"
urlpatterns = [
    path("how-i-am/", views.mine, name="mine"),
    path("check-ins/", views_staff.queue, name="queue"),
    path("check-ins/<uuid:pk>/", views.check_in, name="check-in"),
    path("check-ins/<uuid:pk>/photo/", views_staff.photo, name="photo"),
    path("check-ins/<uuid:pk>/answer/<slug:step>/", views.step, name="step"),
    path("check-in-plans/<uuid:pk>/stop/", views_staff.stop, name="stop"),
    path("people/<uuid:pk>/check-ins/", views_staff.for_person, name="for-person"),
]
