from django.urls import path

from justice_portal.devices import views

app_name = "devices"
urlpatterns = [
    path("devices/", views.start, name="start"),
    path("devices/<uuid:pk>/", views.desk, name="desk"),
    path("devices/<uuid:pk>/add/", views.add, name="add"),
    path("devices/<uuid:pk>/switch-off-a-wing/", views.revoke_wing, name="revoke-wing"),
    path("devices/tablets/<uuid:pk>/", views.device, name="device"),
    path("devices/tablets/<uuid:pk>/code/", views.make_code, name="code"),
    path("devices/tablets/<uuid:pk>/holder/", views.give, name="give"),
    path("devices/tablets/<uuid:pk>/lost/", views.lost, name="lost"),
    path("devices/tablets/<uuid:pk>/found/", views.back, name="found"),
    path("devices/tablets/<uuid:pk>/switch-off/", views.revoke, name="revoke"),
    path("devices/tablets/<uuid:pk>/swap/", views.swap, name="swap"),
    path("devices/tablets/<uuid:pk>/unlock/", views.unlock, name="unlock"),
    path("set-up-tablet/", views.enrol, name="enrol"),
]
