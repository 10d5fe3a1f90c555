from django.urls import path

from rehab.safety_card import views

app_name = "safety-card"
urlpatterns = [
    path("safety-card/", views.mine, name="mine"),
    path("safety-card/change/", views.change, name="change"),
]
