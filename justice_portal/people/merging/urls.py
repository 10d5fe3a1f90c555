from django.urls import path

from justice_portal.people.merging import views

app_name = "merging"
urlpatterns = [
    path("people/<uuid:pk>/join/", views.merge, name="merge"),
    path("people/joins/<uuid:pk>/undo/", views.undo, name="undo"),
]
