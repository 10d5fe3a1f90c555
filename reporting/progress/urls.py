from django.urls import path

from reporting.progress import views, wing_views

app_name = "reports"
urlpatterns = [
    path("reports/", views.mine, name="mine"),
    path("people/<uuid:pk>/reports/", views.for_person, name="for-person"),
    path("reports/<uuid:pk>/", views.report, name="report"),
    path("reports/<uuid:pk>/state/", views.state, name="state"),
    path("reports/<uuid:pk>/words/", views.words, name="words"),
    path("reports/<uuid:pk>/make/", views.make, name="make"),
    path("reports/<uuid:pk>/stop/", views.stop, name="stop"),
    path("reports/<uuid:pk>/download/", views.download, name="download"),
    path("reports/wings/", wing_views.wings, name="wings"),
    path("reports/wings/<uuid:pk>/", wing_views.wing, name="wing"),
    path("reports/wings/<uuid:pk>/state/", wing_views.wing_state, name="wing-state"),
    path("reports/wings/<uuid:pk>/stop/", wing_views.wing_stop, name="wing-stop"),
    path("reports/wings/<uuid:pk>/retry/", wing_views.wing_retry, name="wing-retry"),
    path("reports/wings/<uuid:pk>/download/", wing_views.wing_download, name="wing-download"),
]
