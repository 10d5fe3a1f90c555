from django.urls import path

from learning.lists import views

app_name = "lists"
urlpatterns = [
    path("learn/lists/prints/<uuid:pk>/", views.show, name="print"),
    path("learn/lists/prints/<uuid:pk>/file/", views.download, name="print-download"),
    path("learn/lists/<slug:kind>/csv/", views.as_csv, name="csv"),
    path("learn/lists/<slug:kind>/pdf/", views.ask, name="pdf"),
]
