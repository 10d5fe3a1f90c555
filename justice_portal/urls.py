"""The map of addresses. Apps are named as text: this floor knows nothing of those above."""

from django.contrib import admin
from django.urls import include, path

from justice_portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help-now/", views.help_now, name="help-now"),
    path("health/", views.health, name="health"),
    # First what people open most: each address is looked for in this order.
    path("", include("learning.urls")),
    path("", include("mentoring.urls")),
    path("", include("justice_portal.accounts.urls")),
    path("", include("justice_portal.display.urls")),
    path("", include("justice_portal.jobs.urls")),
    path("", include("justice_portal.accounts.staff_urls")),
    path("", include("justice_portal.accounts.own.urls")),
    path("", include("justice_portal.devices.urls")),
    path("", include("justice_portal.pins.urls")),
    path("", include("justice_portal.visits.urls")),
    path("", include("justice_portal.notices.urls")),
    path("", include("justice_portal.problems.urls")),
    path("", include("justice_portal.audit.urls")),
    path("", include("justice_portal.changes.urls")),
    path("", include("justice_portal.exports.urls")),
    path("", include("justice_portal.invitations.urls")),
    path("", include("justice_portal.rota.urls")),
    path("", include("justice_portal.rights.urls")),
    path("", include("justice_portal.phones.urls")),
    path("", include("justice_portal.passkeys.urls")),
    path("", include("justice_portal.resets.urls")),
    path("", include("justice_portal.people.deaths.urls")),
    path("", include("justice_portal.people.orders.urls")),
    path("", include("justice_portal.people.urls")),
    path("", include("justice_portal.people.movements.urls")),
    path("", include("justice_portal.people.feeds.urls")),
    path("", include("justice_portal.people.amending.urls")),
    path("", include("justice_portal.people.merging.urls")),
    path("", include("justice_portal.people.withdrawing.urls")),
    path("", include("justice_portal.people.dates.urls")),
    path("", include("justice_portal.people.reception.urls")),
    path("", include("justice_portal.people.allocations.urls")),
    path("", include("justice_portal.protected.urls")),
    path("", include("justice_portal.lookups.urls")),
    path("", include("justice_portal.sheets.urls")),
    path("", include("rehab.urls")),
    path("", include("reporting.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "justice_portal.errors.bad_request"
handler403 = "justice_portal.errors.refused"
handler404 = "justice_portal.errors.not_found"
handler500 = "justice_portal.errors.broken"
