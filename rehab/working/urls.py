from django.urls import path

from rehab.working import views

app_name = "working"
urlpatterns = [
    path("work/", views.mine, name="mine"),
    path("people/<uuid:pk>/work/", views.for_person, name="for-person"),
    path("people/<uuid:pk>/work/induction/", views.induction, name="induction"),
    path("people/<uuid:pk>/work/skills/<slug:skill>/", views.skill, name="skill"),
    path("people/<uuid:pk>/work/jobs/add/", views.job_add, name="job-add"),
    path("work/jobs/<uuid:pk>/<slug:status>/", views.job_state, name="job-state"),
]
