from django.urls import path

from justice_portal.people.allocations import views

app_name = "allocations"
urlpatterns = [
    path("allocations/covers/<uuid:pk>/end/", views.cover_end, name="cover-end"),
    path("allocations/", views.start, name="start"),
    path("allocations/<slug:kind>/<uuid:pk>/<slug:role>/", views.caseload, name="caseloads"),
    path("allocations/<slug:kind>/<uuid:pk>/<slug:role>/give/", views.give, name="give"),
    path("allocations/<slug:kind>/<uuid:pk>/<slug:role>/cover/", views.cover, name="cover"),
]
