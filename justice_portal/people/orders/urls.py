from django.urls import path

from justice_portal.people.orders import views

app_name = "orders"
urlpatterns = [path("people/new-order/", views.new, name="new")]
