from django.urls import path

from justice_portal.people.deaths import views

app_name = "deaths"
urlpatterns = [
    path("people/deaths/", views.deaths, name="list"),
    path("people/deaths/<uuid:pk>/take-back/", views.take_back, name="take-back"),
]
