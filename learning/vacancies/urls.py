from django.urls import path

from learning.vacancies import views

app_name = "vacancies"
urlpatterns = [
    path("jobs-outside/", views.find, name="find"),
    path("jobs-outside/kept/", views.kept, name="kept"),
    path("jobs-outside/<uuid:pk>/", views.vacancy, name="vacancy"),
    path("jobs-outside/<uuid:pk>/keep/", views.keep, name="keep"),
    path("jobs-outside/<uuid:pk>/drop/", views.drop, name="drop"),
]
