from django.urls import path

from justice_portal.display import views

app_name = "display"
urlpatterns = [
    path("settings/", views.change, name="settings"),
    path("language/", views.language, name="language"),
]
