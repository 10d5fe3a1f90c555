from django.urls import include, path

urlpatterns = [
    path("", include("mentoring.moderation.urls")),
    path("", include("mentoring.monitoring.urls")),
    path("", include("mentoring.talks.urls")),
    path("", include("mentoring.messages.translations.urls")),
    path("", include("mentoring.messages.urls")),
    path("", include("mentoring.messages.desk_urls")),
    path("", include("mentoring.matching.urls")),
    path("", include("mentoring.matching.choosing.urls")),
    path("", include("mentoring.matching.running.urls")),
    path("", include("mentoring.sessions.urls")),
    path("", include("mentoring.desks.urls")),
    path("", include("mentoring.mentors.becoming.urls")),
    path("", include("mentoring.mentors.applying.urls")),
    path("", include("mentoring.mentors.urls")),
    path("", include("mentoring.mentors.file.urls")),
    path("", include("mentoring.drift.urls")),
    path("", include("mentoring.privileged.urls")),
    path("", include("mentoring.privileged.verifying.urls")),
    path("", include("mentoring.privileged.opening.urls")),
]
