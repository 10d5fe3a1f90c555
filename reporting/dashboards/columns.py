"""What a line of the caseload says, column by column: the same on its page, in the CSV and in the PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.people.models import Person
from justice_portal.tables import Column, Link, Status

NAME = "name"


class Row(NamedTuple):
    """One person, as the query gives it. sees_…: whether the reader may know; None elsewhere is none yet."""

    person: UUID
    family_name: str
    given_name: str
    preferred_name: str
    prison_number: str | None
    crn: str | None
    place: str
    wing: str | None
    cell: str | None
    delivery_unit: str | None
    sees_learning: bool
    sees_plan: bool
    sees_contacts: bool
    courses: int | None
    lessons_done: int | None
    lessons_total: int | None
    last_learned_at: datetime | None
    has_plan: bool | None
    goals_open: int | None
    goals_overdue: int | None
    next_due_on: date | None
    last_contact_on: date | None
    last_contact_by: str | None
    workers: list[str]


#: The paths of Row's first fields, from Person; the others are worked out.
PLAIN = ("pk", "family_name", "given_name", "preferred_name", "prison_number", "crn", "place", "wing__name",
         "cell__code", "delivery_unit__name")  # fmt: skip


@dataclass(frozen=True)
class Figure(Column):
    """A column of the caseload: what it says of a row, and the permission without which nobody is shown it."""

    says: Callable[[Row], Any] = str
    needs: Permission = Permission.DASHBOARD_VIEW
    nothing_first: bool = False  # a day that never was is earlier than any


def name(row: Row) -> Link:
    """As lists sort it: family name first, then what they want to be called."""
    words = f"{row.family_name}, {row.preferred_name or row.given_name}"
    return Link(reverse("people:person", args=[row.person]), words)


def number(row: Row) -> str:
    return row.prison_number or row.crn or ""


def where(row: Row) -> str:
    """The cell, whose code names prison and wing; or what is known instead of it."""
    if row.place == Person.Place.PRISON:
        return row.cell or _("%(wing)s, no cell yet") % {"wing": row.wing or _("In prison")}
    if row.place == Person.Place.COMMUNITY and row.delivery_unit:
        return row.delivery_unit
    return str(Person.Place(row.place).label)


def workers(row: Row) -> str:
    """Who looks after the person: key worker, POM, COM."""
    return ", ".join(row.workers) or _("Nobody yet")


def lessons(row: Row) -> str | None:
    if not row.sees_learning:
        return None
    if not row.courses:
        return _("No course")
    return _("%(done)s of %(all)s") % {"done": row.lessons_done, "all": row.lessons_total}


def last_learned(row: Row) -> date | str | None:
    if not row.sees_learning:
        return None
    return row.last_learned_at.astimezone(clock.LONDON).date() if row.last_learned_at else _("Not yet")


def plan(row: Row) -> Status | str | None:
    """What is not as it should be stands out."""
    if not row.sees_plan:
        return None
    return _("Open") if row.has_plan else Status("wait", _("No plan"))


def overdue(row: Row) -> Status | int | None:
    return Status("wait", str(row.goals_overdue)) if row.goals_overdue else row.goals_overdue


def next_due(row: Row) -> date | str | None:
    return (row.next_due_on or _("None")) if row.sees_plan else None


def last_contact(row: Row) -> date | str | None:
    return (row.last_contact_on or _("None yet")) if row.sees_contacts else None


def last_contact_by(row: Row) -> str | None:
    return (row.last_contact_by or "") if row.sees_contacts else None


def goals(row: Row) -> int | None:
    return row.goals_open


LEARNING, PLAN, CONTACT = Permission.LEARNING_VIEW, Permission.PLAN_VIEW, Permission.CONTACT_VIEW
COLUMNS = (
    Figure(gettext_lazy("Name"), NAME, ("family_name", "given_name"), says=name, heads_row=True),
    Figure(gettext_lazy("Number"), "number", ("prison_number", "crn"), says=number),
    Figure(gettext_lazy("Where"), "where", ("cell__code", "delivery_unit__name"), says=where),
    Figure(gettext_lazy("Looked after by"), says=workers, needs=Permission.ALLOCATION_GIVE),
    Figure(
        gettext_lazy("Lessons"), "lessons", ("lessons_done", "lessons_total"), says=lessons, needs=LEARNING,
        numeric=True,
    ),
    Figure(
        gettext_lazy("Last learned"), "learned", ("last_learned_at",), says=last_learned, needs=LEARNING,
        nothing_first=True,
    ),
    Figure(gettext_lazy("Plan"), "plan", ("has_plan",), says=plan, needs=PLAN),
    Figure(
        gettext_lazy("Goals"), "goals", ("goals_open",), says=goals, needs=PLAN, numeric=True
    ),
    Figure(
        gettext_lazy("Overdue"), "overdue", ("goals_overdue",), says=overdue, needs=PLAN, numeric=True
    ),
    Figure(gettext_lazy("Next due"), "due", ("next_due_on",), says=next_due, needs=PLAN),
    Figure(
        gettext_lazy("Last contact"), "contact", ("last_contact_on",), says=last_contact, needs=CONTACT,
        nothing_first=True,
    ),
    Figure(gettext_lazy("With"), says=last_contact_by, needs=CONTACT),
)  # fmt: skip
