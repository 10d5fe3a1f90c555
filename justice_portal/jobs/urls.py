from django.urls import path

from justice_portal.jobs import api, views

app_name = "jobs"
urlpatterns = [
    path("jobs/<uuid:pk>/", views.show, name="job"),
    path("jobs/<uuid:pk>/cancel/", views.cancel, name="job-cancel"),
    path("jobs/<uuid:pk>/retry/", views.retry, name="job-retry"),
    path("api/jobs/state/", api.work, name="api-work"),
    path("api/jobs/<uuid:pk>/", api.state, name="api-job"),
    path("api/jobs/<uuid:pk>/cancel/", api.cancel, name="api-job-cancel"),
    path("api/jobs/<uuid:pk>/retry/", api.retry, name="api-job-retry"),
]
