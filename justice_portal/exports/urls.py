from django.urls import path

from justice_portal.exports import views

app_name = "exports"
urlpatterns = [path("exports/ask/", views.ask, name="ask")]
