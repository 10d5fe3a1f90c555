from django.urls import path

from justice_portal.passkeys import views

app_name = "passkeys"
urlpatterns = [
    path("passkeys/", views.mine, name="passkey-list"),
    path("passkeys/options/", views.options, name="passkey-options"),
    path("passkeys/add/", views.add, name="passkey-add"),
    path("passkeys/<uuid:pk>/remove/", views.remove, name="passkey-remove"),
    path("passkeys/challenge/", views.challenge, name="challenge"),
    path("staff/passkey/", views.staff, name="staff"),
    path("staff/code/passkey/", views.second, name="second"),
    path("phone/passkey/", views.phone, name="phone"),
]
