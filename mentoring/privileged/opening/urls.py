"""Asking that letters be opened, deciding it, and the register of it all."""

from django.urls import path

from mentoring.privileged.opening import views

app_name = "opening"
urlpatterns = [
    path("legal-messages/<uuid:pk>/ask-to-open/", views.ask, name="ask"),
    path("letter-openings/", views.register, name="list"),
    path("letter-openings/<uuid:pk>/", views.opening, name="opening"),
    path("letter-openings/<uuid:pk>/open/", views.open_letters, name="open"),
    path("letter-openings/<uuid:pk>/letters/", views.read, name="letters"),
    path("letter-openings/governors/<uuid:pk>/", views.governors, name="governors"),
    path("letter-openings/governors/<uuid:pk>/end/", views.governor_end, name="governor-end"),
]
