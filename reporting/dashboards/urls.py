from django.urls import path

from reporting.dashboards import views, views_print

app_name = "dashboards"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("caseload/", views.caseload, name="caseload"),
    path("caseload/find/", views.find, name="caseload-find"),
    path("caseload/csv/", views.caseload_csv, name="caseload-csv"),
    path("caseload/pdf/", views_print.ask, name="caseload-pdf"),
    path("caseload/prints/<uuid:pk>/", views_print.show, name="print"),
    path("caseload/prints/<uuid:pk>/download/", views_print.download, name="print-download"),
]
