from django.urls import path

from mentoring.moderation import views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.queue, name="queue"),
    path("moderation/<uuid:pk>/", views.hold, name="hold"),
    path("moderation/<uuid:pk>/pass/", views.hold_pass, name="hold-pass"),
    path("moderation/<uuid:pk>/stop/", views.hold_stop, name="hold-stop"),
]
