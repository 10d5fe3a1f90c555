"""Rules of Today about what was promised for a day: reviews, handovers, answers, meetings, paper. See rules.py for the order."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.models import Sheet
from justice_portal.sheets.questions import worded
from rehab.handover.models import CLIMBS_BEFORE
from rehab.models import Appointment, Handover, ReviewDue, SupportRequest
from reporting.dashboards.needs import Found, rule


@rule(
    "review",
    gettext_lazy("A review of the plan is due"),
    gettext_lazy("Its window is open. The one whose last day comes first is first."),
    needs=Permission.REVIEW_EDIT,
    is_due=True,
    all_of_them=lambda: reverse("reviews:due"),
)
def review_due(reader: Any, today: date) -> Found:
    due = ReviewDue.objects.within(reader, Permission.REVIEW_EDIT).filter(
        status=ReviewDue.Status.SCHEDULED, opens_on__lte=today
    )
    return Found(
        due.order_by("due_on", "pk"),
        ("person_id", "due_on"),
        lambda person, on: (_("Review of the plan"), on, reverse("reviews:for-person", args=[person])),
    )


@rule(
    "handover",
    gettext_lazy("A handover is not done"),
    gettext_lazy("The community is responsible in 14 days or less, or already, and has not accepted."),
    needs=Permission.HANDOVER_EDIT,
    is_due=True,
    all_of_them=lambda: reverse("handover:list"),
)
def handover_waits(reader: Any, today: date) -> Found:
    live = Handover.objects.within(reader, Permission.HANDOVER_EDIT).live().filter(due_on__lte=today + CLIMBS_BEFORE)
    return Found(
        live.order_by("due_on", "pk"),
        ("pk", "status", "due_on"),
        lambda pk, status, on: (str(Handover.Status(status).label), on, reverse("handover:handover", args=[pk])),
    )


@rule(
    "request-late",
    gettext_lazy("A request is late"),
    gettext_lazy("Its answer was due, and the person still waits. The urgent type is first."),
    needs=Permission.REQUEST_DESK,
    is_due=True,
    all_of_them=lambda: reverse("requests:desk"),
)
def request_late(reader: Any, today: date) -> Found:
    return Found(
        SupportRequest.objects.visible_to(reader).late().by_need(),
        ("pk", "type__name", "type__name_welsh", "due_at"),
        lambda pk, name, welsh, at: (
            worded({"label": name, "label_welsh": welsh}),
            at.astimezone(clock.LONDON).date(),
            reverse("requests:desk-one", args=[pk]),
        ),
    )


@rule(
    "clash",
    gettext_lazy("Two appointments at the same time"),
    gettext_lazy("The person cannot be in both. Move one of them."),
    needs=Permission.APPOINTMENT_BOOK,
    is_due=True,
)
def appointments_clash(reader: Any, today: date) -> Found:
    """Of two that clash, the later one: moving it is enough."""
    planned = Appointment.objects.planned().filter(
        person=OuterRef("person"), starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    )
    earlier = planned.filter(starts_at__lt=OuterRef("starts_at")) | planned.filter(
        starts_at=OuterRef("starts_at"), pk__lt=OuterRef("pk")
    )
    mine = Appointment.objects.within(reader, Permission.APPOINTMENT_BOOK).to_come().filter(Exists(earlier))
    return Found(
        mine,
        ("pk", "about", "starts_at"),
        lambda pk, about, at: (
            str(Appointment.About(about).label),
            at.astimezone(clock.LONDON).date(),
            reverse("appointments:appointment", args=[pk]),
        ),
    )


@rule(
    "sheet",
    gettext_lazy("A paper sheet to print"),
    gettext_lazy("The person asked for it and has no other way. Whoever waits longest is first."),
    needs=Permission.SHEET_TYPE,
    all_of_them=lambda: reverse("sheets:find"),
)
def sheet_wanted(reader: Any, today: date) -> Found:
    return Found(
        Sheet.objects.within(reader, Permission.SHEET_TYPE).wanted(),
        ("pk", "form__title", "form__title_welsh", "asked_at"),
        lambda pk, title, welsh, at: (
            worded({"label": title, "label_welsh": welsh}),
            at,
            reverse("sheets:sheet", args=[pk]),
        ),
    )
