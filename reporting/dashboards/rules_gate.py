"""Rules of Today about care and the way through the gate: see rules.py for the order."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from rehab.models import Appointment, CareAlert, CheckIn, LicencePermission
from reporting.dashboards.needs import Found, rule


@rule(
    "care",
    gettext_lazy("A care alert is open"),
    gettext_lazy("Their words said that they may be in danger. What nobody has taken is first."),
    needs=Permission.CARE_ACT,
    all_of_them=lambda: reverse("care:board"),
    is_now=True,
)
def care_alert(reader: Any, today: date) -> Found:
    return Found(
        CareAlert.objects.within(reader, Permission.CARE_ACT).unfinished().by_need(),
        ("pk", "status", "raised_at"),
        lambda pk, status, at: (str(CareAlert.Status(status).label), at, reverse("care:alert", args=[pk])),
    )


@rule(
    "check-in",
    gettext_lazy("A check-in waits to be read"),
    gettext_lazy("The answer that raised it gives the order, then who has waited longest."),
    needs=Permission.CHECKIN_REVIEW,
    all_of_them=lambda: reverse("checkins:queue"),
)
def check_in_sent(reader: Any, today: date) -> Found:
    return Found(
        CheckIn.objects.within(reader, Permission.CHECKIN_REVIEW).by_need(),
        ("pk", "raised", "submitted_at"),
        lambda pk, raised, at: (str(CheckIn.Raised(raised).label), at, reverse("checkins:check-in", args=[pk])),
    )


@rule(
    "may-i",
    gettext_lazy("“May I?” that waits for an answer"),
    gettext_lazy("Its first day is in the next seven days, or gone. Nothing is allowed until somebody says yes."),
    needs=Permission.MAY_I_ANSWER,
    is_due=True,
    all_of_them=lambda: reverse("may-i:queue"),
)
def may_i_waits(reader: Any, today: date) -> Found:
    asked = LicencePermission.objects.within(reader, Permission.MAY_I_ANSWER).open()
    return Found(
        asked.filter(starts_on__lte=today + timedelta(days=7)),
        ("pk", "kind", "starts_on"),
        lambda pk, kind, on: (str(LicencePermission.Kind(kind).label), on, reverse("may-i:permission", args=[pk])),
    )


@rule(
    "move",
    gettext_lazy("Somebody asks to move an appointment or call it off"),
    gettext_lazy("It stands until somebody answers, with a reason that the person reads."),
    needs=Permission.APPOINTMENT_BOOK,
    all_of_them=lambda: reverse("appointments:asked"),
)
def move_asked(reader: Any, today: date) -> Found:
    meetings = Appointment.objects.within(reader, Permission.APPOINTMENT_BOOK)
    return _meetings(meetings.filter(moves_asked__status="asked"), since="moves_asked__asked_at")


@rule(
    "absence",
    gettext_lazy("An absence can be decided"),
    gettext_lazy("The person has said what happened, or the time to answer is over."),
    needs=Permission.APPOINTMENT_BOOK,
    all_of_them=lambda: reverse("appointments:outcomes"),
)
def absence_to_decide(reader: Any, today: date) -> Found:
    asked = Appointment.objects.within(reader, Permission.APPOINTMENT_BOOK).ready_to_decide()
    return _meetings(asked)


@rule(
    "appointment",
    gettext_lazy("An appointment is over, and nobody said how it went"),
    gettext_lazy("Say whether the person came, or ask them what happened."),
    needs=Permission.APPOINTMENT_BOOK,
    all_of_them=lambda: reverse("appointments:outcomes"),
)
def appointment_over(reader: Any, today: date) -> Found:
    return _meetings(Appointment.objects.within(reader, Permission.APPOINTMENT_BOOK).without_outcome())


def _meetings(meetings: Any, since: str = "starts_at") -> Found:
    return Found(
        meetings.order_by("starts_at", "pk"),
        ("pk", "about", since),
        lambda pk, about, at: (str(Appointment.About(about).label), at, reverse("appointments:appointment", args=[pk])),
    )
