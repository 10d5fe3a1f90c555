from django.urls import path

from rehab.licence_permissions import views

app_name = "may-i"
urlpatterns = [
    path("may-i/", views.mine, name="mine"),
    path("may-i/ask/", views.choose, name="choose"),
    path("may-i/ask/<slug:kind>/", views.ask, name="ask"),
    path("may-i/waiting/", views.queue, name="queue"),
    path("may-i/<uuid:pk>/", views.permission, name="permission"),
    path("may-i/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("may-i/<uuid:pk>/wrong/", views.wrong, name="wrong"),
    path("people/<uuid:pk>/may-i/<slug:kind>/", views.write, name="write"),
    path("people/<uuid:pk>/may-i/", views.for_person, name="for-person"),
]
