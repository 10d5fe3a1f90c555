from django.urls import path

from justice_portal.audit import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.events, name="list"),
    path("audit/<uuid:pk>/", views.event, name="event"),
]
