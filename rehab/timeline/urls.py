from django.urls import path

from rehab.timeline import views

app_name = "timeline"
urlpatterns = [
    path("timeline/", views.mine, name="mine"),
    path("people/<uuid:pk>/timeline/", views.for_person, name="for-person"),
]
