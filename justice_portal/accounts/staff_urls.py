"""The pages of the staff door, under the names by which allauth looks for them. No others of allauth are open."""

from django.urls import path

from justice_portal.accounts import views

urlpatterns = [
    path("staff/sign-in/", views.staff_sign_in, name="account_login"),
    path("staff/sign-out/", views.sign_out, name="account_logout"),
    path("staff/sign-up/", views.no_sign_up, name="account_signup"),
    path("staff/code/", views.enter_code, name="mfa_authenticate"),
    path("staff/set-up-codes/", views.set_up_codes, name="mfa_activate_totp"),
    path("staff/passphrase-again/", views.passphrase_again, name="account_reauthenticate"),
    path("staff/code-again/", views.code_again, name="mfa_reauthenticate"),
    path("staff/second-step/", views.safety, name="mfa_index"),
    path("staff/recovery-codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("staff/recovery-codes/new/", views.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
