"""Whom an emergency opens, and what was opened. No permission here."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import closed_to
from justice_portal.audit.models import AuditEvent
from justice_portal.people.models import Person
from justice_portal.protected.models import BrokenGlass
from justice_portal.protected.staff import within_emergency


def reachable(user: Any) -> QuerySet[Person]:
    """People whose record user may open in an emergency: of where they work, restricted or not, but nobody they know."""
    return Person.objects.filter(within_emergency(user) & ~closed_to(user) & ~Q(user=user.pk))


def person_of(user: Any, number: str) -> Person | None:
    """The one among them with this prison number or CRN."""
    return reachable(user).filter(Q(prison_number=number) | Q(crn=number)).first()


def tries(user: Any) -> int:
    """Numbers of user's that opened nothing in the last hour."""
    since = clock.now() - timedelta(hours=1)
    return AuditEvent.objects.filter(at__gt=since, event="protected.glass_refused", by_id=user.pk).count()


def opened(glass: BrokenGlass) -> QuerySet[AuditEvent]:
    """What the member of staff did with the record while it was open."""
    return AuditEvent.objects.filter(
        subjects__contains=[glass.person_id], by_id=glass.user_id, at__gte=glass.opened_at, at__lte=glass.ends_at
    ).order_by("at", "id")


def waiting(rows: QuerySet[BrokenGlass]) -> QuerySet[BrokenGlass]:
    """Those of rows that no manager has looked at, the oldest first."""
    return rows.filter(reviewed_at=None).select_related("user").order_by("opened_at", "id")


def cannot_be_opened() -> str:
    """The same words for a number that nobody has, that is elsewhere, and that this reader may never see."""
    return _("No record can be opened with this number. Check it, or ask your manager.")
