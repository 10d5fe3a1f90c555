from django.urls import path

from justice_portal.people.withdrawing import views

app_name = "withdrawing"
urlpatterns = [path("people/<uuid:pk>/withdraw/", views.withdraw, name="withdraw")]
