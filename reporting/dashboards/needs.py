"""What a rule of Today is, and what it finds: people, each with a reason in words, by the clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.people.models import Person

#: A rule shows so many people; the others are counted, with the way to all of them.
SHOWN = 5
ONE_DAY = timedelta(days=1)
#: What is asked of the person of each row, below the path to the person.
WHO = ("pk", "family_name", "given_name", "preferred_name", "prison_number", "crn", "cell__code", "wing__name",
       "delivery_unit__name")  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Rows of a rule, most needed first.

    fields: what `says` is given of a row; it answers with the reason in words, since when or until when, and where to act.
    """

    rows: QuerySet[Any]
    fields: tuple[str, ...]
    says: Callable[..., tuple[str, date | datetime | None, str]]


@dataclass(frozen=True)
class Rule:
    """A named reason to look at somebody today. Never a score: who meets it is there, and the clock gives the order."""

    code: str
    title: Any
    basis: Any  # what it goes by, figures included
    needs: Permission
    person: str  # path from the row to the person
    is_due: bool  # its clock is a day to come, or gone by, rather than a moment since when
    all_of_them: Callable[[], str] | None  # the address of everybody whom it finds
    find: Callable[[Any, date], Found]
    is_now: bool = False  # it does not wait until later today


@dataclass(frozen=True)
class Need:
    """One person and one reason."""

    person: UUID | None
    name: str
    number: str
    where: str
    reason: str
    clock: str
    href: str


@dataclass(frozen=True)
class Section:
    """What one rule found: its first rows, and how many there are."""

    rule: Rule
    needs: list[Need]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.needs)

    @property
    def href(self) -> str:
        """Where all of them are, when not all are shown."""
        return self.rule.all_of_them() if self.more and self.rule.all_of_them else ""


Finder = Callable[[Any, date], Found]


def rule(
    code: str,
    title: Any,
    basis: Any,
    *,
    needs: Permission,
    person: str = "person",
    is_due: bool = False,
    is_now: bool = False,
    all_of_them: Callable[[], str] | None = None,
) -> Callable[[Finder], Rule]:
    """Make a rule of a function that reads what its reader may see."""
    return lambda find: Rule(code, title, basis, needs, person, is_due, all_of_them, find, is_now)


def on_caseload(query: str) -> Callable[[], str]:
    """Everybody whom a rule finds, as a list: worked out when it is shown."""
    return lambda: f"{reverse('dashboards:caseload')}?{query}"


def sections(rules: Iterable[Rule], reader: Any) -> list[Section]:
    """What each rule finds that the reader can act on: one query each, however many people there are."""
    today = clock.today()
    return [_look(one, reader, today) for one in rules if reader.holds(one.needs)]


def _look(one: Rule, reader: Any, today: date) -> Section:
    found = one.find(reader, today)
    who = [name if one.person == "" else f"{one.person}__{name}" for name in WHO]
    place = "place" if one.person == "" else f"{one.person}__place"
    rows = found.rows.exclude(**{place: Person.Place.ENDED}).annotate(all_found=Window(Count("*")))
    needs, count = [], 0
    for total, *values in rows.values_list("all_found", *who, *found.fields)[:SHOWN]:
        count = total
        reason, at, href = found.says(*values[len(WHO) :])
        needs.append(Need(**_who(*values[: len(WHO)]), reason=reason, clock=_clock(at, one.is_due, today), href=href))
    return Section(one, needs, count)


def _who(
    key: UUID | None, family: str, given: str, preferred: str, number: str, crn: str, cell: str, wing: str, unit: str
) -> dict[str, Any]:
    """The person, or nobody in particular: what is told about a place does not say by whom."""
    if key is None:
        return {"person": None, "name": _("Someone"), "number": "", "where": ""}
    return {
        "person": key,
        "name": f"{family}, {preferred or given}",
        "number": number or crn or "",
        "where": cell or wing or unit or "",
    }


def _clock(at: date | datetime | None, is_due: bool, today: date) -> str:
    """How long it has been, or how long is left."""
    if at is None:
        return ""
    if isinstance(at, datetime) and clock.now() - at < ONE_DAY:
        return _("%(time)s ago") % {"time": timesince(at, clock.now(), depth=1)}
    day = at.astimezone(clock.LONDON).date() if isinstance(at, datetime) else at
    days = (day - today).days
    if is_due and days > 0:
        return ngettext("Due tomorrow", "Due in %(n)s days", days) % {"n": days}
    if is_due:
        return _("Due today") if days == 0 else ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    return _("Today") if days == 0 else ngettext("%(n)s day", "%(n)s days", -days) % {"n": -days}
