from django.urls import path

from mentoring.drift import views

app_name = "drift"
urlpatterns = [
    path("mentoring/boundaries/", views.concerns, name="list"),
    path("mentoring/boundaries/asked/", views.mine, name="mine"),
    path("mentoring/boundaries/<uuid:pk>/", views.concern, name="concern"),
    path("mentoring/boundaries/<uuid:pk>/ask/", views.ask, name="ask"),
    path("mentoring/boundaries/<uuid:pk>/answer/", views.answer, name="answer"),
]
