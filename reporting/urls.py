from django.urls import include, path

urlpatterns = [
    path("", include("reporting.progress.urls")),
    path("", include("reporting.dashboards.urls")),
]
