"""Sessions that can no longer be: the match stopped, the vetting ends before, the person moved, the slot was closed.

A rule that came in between is as good as one that was there: what it forbids is called off, and both are told.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from mentoring.matching.apart import is_under_18, why_apart
from mentoring.matching.models import Match
from mentoring.sessions.actions import call_off
from mentoring.sessions.models import MentoringSession, SessionQuerySet

Off = MentoringSession.Off
IN_PRISON = Q(person__place=Person.Place.PRISON, slot__establishment=F("person__establishment"))
OF_WING = Q(slot__wing=None) | Q(slot__wing=F("person__wing"))
OUTSIDE = Q(person__place=Person.Place.COMMUNITY, slot__delivery_unit=F("person__delivery_unit"))


def that_cannot_be() -> SessionQuerySet:
    """Booked ahead, and something stands in the way since. Which alert or connection does is asked when it comes."""
    lapses = Q(starts_at__date__gt=F("mentor__mentor__vetted_until_on"))
    stops = ~Q(match__status=Match.Status.ACTIVE) | Q(starts_at__date__gt=F("match__ends_on"))
    fits = (IN_PRISON & OF_WING) | OUTSIDE
    rows: SessionQuerySet = ahead().filter(
        lapses | stops | Q(slot__closed_at__isnull=False) | ~Q(pk__in=ahead().filter(fits).values("pk"))
    )
    return rows


def ahead() -> SessionQuerySet:
    rows: SessionQuerySet = MentoringSession.objects.filter(status="booked", starts_at__gt=clock.now())
    return rows


def call_off_all(rows: Iterable[Any], *, by: Any) -> list[MentoringSession]:
    """Each for its own reason."""
    if isinstance(rows, SessionQuerySet):
        rows = rows.select_related("match", "person__user", "mentor__mentor", "slot").order_by("starts_at", "pk")
    return [call_off(one, why=_why(one), by=by) for one in rows]


def _why(one: MentoringSession) -> str:
    if one.match.status != Match.Status.ACTIVE or (one.match.ends_on and one.day > one.match.ends_on):
        return Off.STOPPED
    if one.mentor.mentor.vetted_until_on < one.day:
        return Off.VETTING
    if one.slot.closed_at:
        return Off.PLACE
    if why_apart(one.person, one.mentor_id):
        return Off.APART
    return Off.MOVED


def on_stop(match: Match, _by: Any) -> None:
    """A match went on a break or ended: in the same transaction, what is booked is off."""
    call_off_all(ahead().filter(match=match), by=SYSTEM)


def follow_life(person: Person) -> None:
    """Something changed in a person's life: what cannot be any more is off."""
    call_off_all(that_cannot_be().filter(person=person), by=SYSTEM)
    rows = ahead().filter(person=person).select_related("match", "person__user", "mentor__mentor", "slot")
    call_off_all([one for one in rows if why_apart(one.person, one.mentor_id)], by=SYSTEM)


def without_clearance() -> list[MentoringSession]:
    """Booked ahead for somebody who is under 18 on that day, with a mentor who is not cleared for that by then (T54)."""
    lapses = Q(mentor__mentor__under_18_until_on=None) | Q(starts_at__date__gt=F("mentor__mentor__under_18_until_on"))
    rows = ahead().filter(lapses, person__born_on__gt=_born_18_years_ago())
    return [
        one for one in rows.select_related("match", "person__user", "mentor__mentor", "slot") if is_under_18(one.person)
    ]


def _born_18_years_ago() -> Any:
    today = clock.today()
    return today.replace(year=today.year - 18, day=min(today.day, 28))
