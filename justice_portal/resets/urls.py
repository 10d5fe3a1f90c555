from django.urls import path

from justice_portal.resets import views

app_name = "resets"
urlpatterns = [
    path("staff/new-passphrase/", views.ask, name="ask"),
    path("staff/new-passphrase/asked/", views.asked, name="asked"),
    path("staff/new-passphrase/choose/", views.take, name="take"),
    path("staff/new-passphrase/letter/<str:secret>/", views.open_letter, name="open"),
]
