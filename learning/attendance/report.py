"""Attendance across a place, and the register of one session. Page, CSV and paper ask here."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.people.models import Person
from justice_portal.tables import Column, Link
from learning.attendance.figures import streak, totals
from learning.attendance.marks import by_person, counting
from learning.attendance.models import ClassPlace, Outcome, RegisterMark, TaughtClass
from learning.lists.kinds import Listing

USUAL = timedelta(days=28)
LONGEST = timedelta(days=400)

COLUMNS = (
    Column(_("Name"), heads_row=True),
    Column(_("Number")),
    Column(_("Came"), numeric=True),
    Column(_("Late"), numeric=True),
    Column(_("Could not come"), numeric=True),
    Column(_("Did not come"), numeric=True),
    Column(_("Of 100 they could come to"), numeric=True),
    Column(_("In a row"), numeric=True),
)


def days_of(wanted: Mapping[str, str]) -> tuple[date, date]:
    """From and to, as far as they can be read: four weeks until today, at most so many."""
    to_on = _day(wanted.get("to_on")) or clock.today()
    from_on = _day(wanted.get("from_on")) or to_on - USUAL
    return max(from_on, to_on - LONGEST), to_on


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def attendance(user: Any, wanted: Mapping[str, str]) -> Listing:
    """Everybody with a register in these days whom user teaches or manages. Two queries."""
    from_on, to_on = days_of(wanted)
    marks = RegisterMark.objects.within(user, Permission.LEARNING_ASSIGN).filter(on__gte=from_on, on__lte=to_on)
    found = by_person(counting(marks))
    people = Person.objects.within(user, Permission.LEARNING_ASSIGN).filter(pk__in=list(found))
    rows = [(one.pk, cells(one, found[one.pk])) for one in people.order_by("family_name", "given_name", "pk")]
    return Listing(
        _("Attendance"), COLUMNS, rows, [f"{date_format(from_on, 'j M Y')} – {date_format(to_on, 'j M Y')}."]
    )


def cells(person: Person, counted: list[Any]) -> list[Any]:
    sums = totals(counted)
    name = Link(person.get_absolute_url(), str(person))
    share = "" if sums.share is None else sums.share
    return [name, person.number, sums.came, sums.late, sums.could_not, sums.missed, share, streak(counted)]


REGISTER = (
    Column(_("Name"), heads_row=True),
    Column(_("Number")),
    Column(_("What came of it")),
    Column(_("Written down")),
)


def register(user: Any, wanted: Mapping[str, str]) -> Listing:
    """The register of one session: who was in the class, and what is written down. Empty until it is taken."""
    try:
        key, day = UUID(wanted.get("class", "")), date.fromisoformat(wanted.get("on", ""))
    except ValueError:
        raise Http404 from None
    rows = TaughtClass.objects.within(user, Permission.LEARNING_ASSIGN).with_days().filter(pk=key)
    taught = rows.first()
    if taught is None or not taught.meets_on(day):
        raise Http404
    marks = RegisterMark.objects.visible_to(user).filter(taught_class=taught, on=day)
    was = {mark.person: mark for mark in counting(marks)}
    places = ClassPlace.objects.within(user, Permission.LEARNING_ASSIGN).on_register(taught, day, list(was))
    people = {place.person_id: place.person for place in places.by_name()}
    lines = [(key, _line(person, was.get(key))) for key, person in people.items()]
    about = [f"{taught.title}.", f"{date_format(day, 'j F Y')}, {taught.starts_at(day):%H:%M}."]
    return Listing(_("Register"), REGISTER, lines, about)


def _line(person: Person, mark: Any) -> list[Any]:
    name = Link(person.get_absolute_url(), str(person))
    return [name, person.number, Outcome(mark.outcome).label if mark else "", mark.marked_at if mark else ""]
