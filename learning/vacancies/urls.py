from django.urls import path

from learning.vacancies import views, views_staff

app_name = "vacancies"
urlpatterns = [
    path("jobs-outside/", views.find, name="find"),
    path("jobs-outside/kept/", views.kept, name="kept"),
    path("jobs-outside/<uuid:pk>/", views.vacancy, name="vacancy"),
    path("jobs-outside/<uuid:pk>/keep/", views.keep, name="keep"),
    path("jobs-outside/<uuid:pk>/drop/", views.drop, name="drop"),
    path("learn/vacancies/", views_staff.listed, name="staff"),
    path("learn/vacancies/import/", views_staff.take_in, name="import"),
    path("learn/vacancies/purge/", views_staff.purge, name="purge"),
    path("learn/vacancies/<uuid:pk>/close/", views_staff.close, name="close"),
    path("learn/vacancies/<uuid:pk>/reopen/", views_staff.reopen, name="reopen"),
]
