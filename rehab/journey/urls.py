from django.urls import path

from rehab.journey import views

app_name = "journey"
urlpatterns = [
    path("people/<uuid:pk>/leaving-pack/", views.packs, name="packs"),
    path("leaving-packs/<uuid:pk>/", views.pack, name="pack"),
    path("leaving-packs/<uuid:pk>/pdf/", views.pack_pdf, name="pack-pdf"),
]
