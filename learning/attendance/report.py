"""Attendance across a place: each person's figures over some days. Page and CSV ask here."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.people.models import Person
from justice_portal.tables import Column, Link
from learning.attendance.figures import streak, totals
from learning.attendance.marks import by_person, counting
from learning.attendance.models import RegisterMark

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


def rows(user: Any, from_on: date, to_on: date) -> list[tuple[Any, list[Any]]]:
    """(person, cells) of everybody with a register in these days whom user teaches or manages. Two queries."""
    marks = RegisterMark.objects.within(user, Permission.LEARNING_ASSIGN).filter(on__gte=from_on, on__lte=to_on)
    found = by_person(counting(marks))
    people = Person.objects.within(user, Permission.LEARNING_ASSIGN).filter(pk__in=list(found))
    return [
        (person.pk, cells(person, found[person.pk])) for person in people.order_by("family_name", "given_name", "pk")
    ]


def cells(person: Person, counted: list[Any]) -> list[Any]:
    sums = totals(counted)
    name = Link(person.get_absolute_url(), str(person))
    share = "" if sums.share is None else sums.share
    return [name, person.number, sums.came, sums.late, sums.could_not, sums.missed, share, streak(counted)]
