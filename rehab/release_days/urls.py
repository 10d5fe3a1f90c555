from django.urls import path

from rehab.release_days import views

app_name = "release-days"
urlpatterns = [
    path("my-release/", views.mine, name="mine"),
    path("release/<uuid:pk>/paper/", views.paper, name="paper"),
    path("release/<uuid:pk>/add-step/", views.step_add, name="step-add"),
    path("release/steps/<uuid:pk>/drop/", views.step_drop, name="step-drop"),
    path("people/<uuid:pk>/release/", views.for_person, name="for-person"),
]
