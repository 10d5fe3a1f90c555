from django.urls import path

from justice_portal.accounts.own import views

app_name = "own"
urlpatterns = [
    path("staff/my-account/", views.mine, name="sign-in"),
    path("staff/my-account/end-others/", views.end_others, name="end-others"),
    path("staff/my-account/passphrase/", views.change_passphrase, name="passphrase"),
]
