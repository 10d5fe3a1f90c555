from django.urls import path

from justice_portal.accounts import views
from justice_portal.visits.views import sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
