from django.urls import path

from mentoring.privileged import views

app_name = "privileged"
urlpatterns = [
    path("legal-messages/", views.threads, name="list"),
    path("legal-messages/<uuid:pk>/", views.thread, name="thread"),
]
