from django.urls import path

from mentoring.moderation import again, views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.queue, name="queue"),
    path("moderation/board/", again.board, name="board"),
    path("moderation/again/", again.rechecks, name="rechecks"),
    path("moderation/again/<uuid:pk>/", again.recheck, name="recheck"),
    path("moderation/photos/<uuid:pk>/", views.photo, name="photo"),
    path("moderation/<uuid:pk>/", views.hold, name="hold"),
    path("moderation/<uuid:pk>/language/", views.language, name="language"),
    path("moderation/<uuid:pk>/next/", views.hold_next, name="hold-next"),
    path("moderation/<uuid:pk>/pass/", views.hold_pass, name="hold-pass"),
    path("moderation/<uuid:pk>/part/", views.hold_part, name="hold-part"),
    path("moderation/<uuid:pk>/stop/", views.hold_stop, name="hold-stop"),
    path("messages/checking/", again.checking, name="checking"),
]
