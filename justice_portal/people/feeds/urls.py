from django.urls import path

from justice_portal.people.feeds import api, views

app_name = "feeds"
urlpatterns = [
    path("api/movements/", api.movements, name="movements"),
    path("movements/send/", views.send, name="send"),
    path("movements/example/", views.example, name="example"),
    path("movements/waiting/", views.waiting, name="waiting"),
]
