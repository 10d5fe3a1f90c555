from django.urls import include, path

urlpatterns = [
    path("", include("reporting.progress.urls")),
]
