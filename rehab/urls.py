from django.urls import include, path

urlpatterns = [
    path("", include("rehab.plans.urls")),
    path("", include("rehab.contacts.urls")),
    path("", include("rehab.handover.urls")),
    path("", include("rehab.appointments.urls")),
    path("", include("rehab.licence.urls")),
    path("care/", include("rehab.care.urls")),
    path("", include("rehab.licence_permissions.urls")),
    path("", include("rehab.checkins.urls")),
    path("", include("rehab.journey.urls")),
    path("", include("rehab.release_days.urls")),
    path("", include("rehab.requests.urls")),
]
