"""Which appointments cannot be kept by who is to meet the person: their worker is away, meets another, or has left."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from justice_portal import clock
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.people.models import Cover
from rehab.appointments.company import MEETS
from rehab.appointments.models import Appointment

Instead = Appointment.Instead
#: Further ahead than this much changes anyway.
AHEAD = timedelta(days=28)
PARTS = ("staff", "also_with")


@dataclass(frozen=True)
class Trouble:
    """One appointment that one worker cannot keep, and why. key: what a form sends for it."""

    meeting: Appointment
    worker: User
    why: str

    @property
    def key(self) -> str:
        return f"{self.meeting.pk}:{self.worker.pk}"

    @property
    def why_said(self) -> str:
        return str(Instead(self.why).label)


def in_trouble(rows: QuerySet[Appointment], most: int) -> list[Trouble]:
    """Of these, the soonest `most` that somebody else must keep; one query whatever their number."""
    soon = rows.filter(status=Appointment.Status.PLANNED, starts_at__gt=clock.now(), starts_at__lt=clock.now() + AHEAD)
    soon = soon.annotate(day=TruncDate("starts_at", tzinfo=clock.LONDON))
    for part in PARTS:
        soon = soon.annotate(**{f"{part}_{why}": rule for why, rule in _rules(part).items()})
    flags = [f"{part}_{why}" for part in PARTS for why in Instead.values]
    any_of = Q()
    for flag in flags:
        any_of |= Q(**{flag: True})
    found = soon.filter(any_of).select_related("person", "staff", "also_with").order_by("starts_at", "id")
    return [
        Trouble(one, getattr(one, part), why)
        for one in found[:most]
        for part in PARTS
        if (why := next((why for why in Instead.values if getattr(one, f"{part}_{why}")), None))
    ][:most]


def busy(worker: User, meeting: Appointment) -> bool:
    """Whether this worker meets somebody else then."""
    others = Appointment.objects.planned().exclude(pk=meeting.pk).filter(Q(staff=worker) | Q(also_with=worker))
    return others.filter(starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at).exists()


def _rules(part: str) -> dict[str, Exists | Q]:
    """Why this worker of an appointment cannot keep it -> whether that is so."""
    away = Cover.objects.filter(
        covered=OuterRef(part), ended_at=None, starts_on__lte=OuterRef("day"), ends_on__gte=OuterRef("day")
    )
    together = {"starts_at__lt": OuterRef("ends_at"), "ends_at__gt": OuterRef("starts_at")}
    others = Appointment.objects.planned().filter(**together).exclude(pk=OuterRef("pk"))
    clash = others.filter(Q(staff=OuterRef(part)) | Q(also_with=OuterRef(part)))
    works = RoleHeld.objects.live().filter(user=OuterRef(part), role__in=MEETS, user__is_active=True)
    is_somebody = Q(**{f"{part}__isnull": False})
    return {
        Instead.AWAY: Exists(away),
        Instead.CLASH: Exists(clash),
        Instead.LEFT: is_somebody & ~Exists(works),
    }
