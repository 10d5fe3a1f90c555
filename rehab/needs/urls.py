from django.urls import path

from rehab.needs import views

app_name = "needs"
urlpatterns = [
    path("needs/", views.mine, name="mine"),
    path("people/<uuid:pk>/needs/", views.for_person, name="for-person"),
    path("people/<uuid:pk>/needs/<slug:pathway>/add/", views.add, name="add"),
    path("needs/<uuid:pk>/", views.need, name="need"),
]
