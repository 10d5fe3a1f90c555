from django.urls import include, path

urlpatterns = [
    path("", include("rehab.plans.urls")),
    path("", include("rehab.assessments.urls")),
    path("", include("rehab.contacts.urls")),
    path("", include("rehab.handover.urls")),
    path("", include("rehab.appointments.urls")),
    path("", include("rehab.licence.urls")),
    path("care/", include("rehab.care.urls")),
    path("", include("rehab.licence_permissions.urls")),
    path("", include("rehab.directory.urls")),
    path("", include("rehab.checkins.urls")),
    path("", include("rehab.journey.urls")),
    path("", include("rehab.release_days.urls")),
    path("", include("rehab.requests.urls")),
    path("", include("rehab.complaints.urls")),
    path("", include("rehab.needs.urls")),
    path("", include("rehab.papers.urls")),
    path("", include("rehab.letters.urls")),
    path("", include("rehab.reviews.urls")),
    path("", include("rehab.working.urls")),
    path("", include("rehab.timeline.urls")),
]
