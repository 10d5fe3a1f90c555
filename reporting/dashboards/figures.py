"""The caseload: one query layer for its page, its CSV and its PDF.

Who is in it is asked of access.py. A figure belongs to a permission: of people over whom the reader does not hold it, it
is not known, and neither sorting nor a filter tells it.
"""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Case, Count, F, OuterRef, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock
from justice_portal.access import Permission, people_for
from justice_portal.people.models import Allocation, Person
from justice_portal.people.search import matching
from learning.models import CourseProgress
from reporting.dashboards import measures
from reporting.dashboards.columns import COLUMNS, NAME, PLAIN, Figure, Row

NOBODY = "nobody"  # the worker of those who have none
OVERDUE, NO_CONTACT, UNMET, NO_PLAN = "overdue", "no-contact", "nobody-met", "no-plan"
#: What the list can be narrowed to, and the permission that each tells something of.
SHOWN = {
    OVERDUE: (gettext_lazy("A goal is overdue"), Permission.PLAN_VIEW),
    NO_CONTACT: (gettext_lazy("No contact for 14 days"), Permission.CONTACT_VIEW),
    UNMET: (gettext_lazy("Nobody sat down with them for 21 days"), Permission.CONTACT_VIEW),
    NO_PLAN: (gettext_lazy("No open plan"), Permission.PLAN_VIEW),
}


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for. Empty means all. find: what was typed, never in an address and never in the audit."""

    establishment: UUID | None = None
    wing: UUID | None = None
    worker: UUID | str | None = None
    show: str = ""
    find: str = ""
    sort: str = NAME

    @property
    def facts(self) -> dict[str, Any]:
        """What may stand in the audit log."""
        given = {name: value for name, value in asdict(self).items() if value and name not in {"find", "sort"}}
        return {**given, "by_words": True} if self.find else given

    def kept(self) -> dict[str, str]:
        """As JSON, to be asked again later."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def again(cls, kept: dict[str, str]) -> Self:
        names = ("establishment", "wing", "worker")
        keys = {name: UUID(kept[name]) for name in names if kept.get(name, NOBODY) != NOBODY}
        return cls(**{**kept, **keys})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Totals:
    """Sums over everyone in the list of whom the reader may know; None when that is nobody."""

    people: int
    lessons_done: int | None = None
    lessons_total: int | None = None
    plans: int | None = None
    goals_open: int | None = None
    goals_overdue: int | None = None
    no_contact: int | None = None

    @property
    def lessons(self) -> str:
        """Done of all, in words; empty when the reader may not know of anyone."""
        if self.lessons_total is None:
            return ""
        return _("%(done)s of %(all)s") % {"done": f"{self.lessons_done:,}", "all": f"{self.lessons_total:,}"}


@dataclass
class Caseload:
    """The list as one reader may see it, now."""

    reader: Any
    wanted: Wanted = field(default_factory=Wanted)
    as_of: datetime = field(default_factory=clock.now)

    @property
    def today(self) -> date:
        return self.as_of.astimezone(clock.LONDON).date()

    @cached_property
    def columns(self) -> tuple[Figure, ...]:
        return tuple(column for column in COLUMNS if self.reader.holds(column.needs))

    @cached_property
    def reach(self) -> Any:
        """Everyone whom the reader's dashboard can show: those whose supervision has ended need nothing."""
        return people_for(self.reader, Permission.DASHBOARD_VIEW).exclude(place=Person.Place.ENDED)

    @cached_property
    def people(self) -> QuerySet[Person]:
        """Those asked for."""
        asked, found = self.wanted, self.reach
        if asked.establishment:
            found = found.filter(establishment=asked.establishment)
        if asked.wing:
            found = found.filter(wing=asked.wing)
        if asked.worker:
            found = self._of_worker(found, asked.worker)
        if asked.show:
            found = self._shown(found, asked.show)
        return matching(found, asked.find) if asked.find else found

    def _of_worker(self, people: Any, worker: UUID | str) -> Any:
        people = people.filter(measures.within_reach(self.reader, Permission.ALLOCATION_GIVE))
        if worker == NOBODY:
            return people.filter(measures.is_without_worker(self.reader))
        return people.filter(pk__in=Allocation.objects.live().filter(user=worker).values("person"))

    def _shown(self, people: Any, show: str) -> Any:
        people = people.filter(measures.within_reach(self.reader, SHOWN[show][1]))
        if show == OVERDUE:
            return people.filter(measures.has_goal_overdue(self.today))
        if show == NO_PLAN:
            return people.filter(~measures.has_open_plan())
        people = people.alias(alone_since=measures.alone_since(), unmet_since=measures.unmet_since())
        return people.filter((measures.is_unmet if show == UNMET else measures.is_without_contact)(self.today))

    def count(self) -> int:
        return self.people.count()

    def rows(self) -> QuerySet[Person, tuple[Any, ...]]:
        """The list in its order, as tuples for Row."""
        people = self.people.annotate(**self._figures()).order_by(*self._order())
        return people.values_list(*PLAIN, *Row._fields[len(PLAIN) :])

    def cells(self, row: Row) -> list[Any]:
        """What a row says, in the order of the columns."""
        return [column.says(row) for column in self.columns]

    def _figures(self) -> dict[str, Any]:
        learning = {
            "courses": measures.courses(),
            "lessons_done": measures.lessons_done(),
            "lessons_total": measures.lessons_total(),
            "last_learned_at": measures.last_learned_at(),
        }
        plan = {
            "has_plan": measures.has_open_plan(),
            "goals_open": measures.goals_open(),
            "goals_overdue": measures.goals_overdue(self.today),
            "next_due_on": measures.next_due_on(),
        }
        contacts = {"last_contact_on": measures.last_contact_on(), "last_contact_by": measures.last_contact_by()}
        return {
            **self._known("sees_learning", Permission.LEARNING_VIEW, learning),
            **self._known("sees_plan", Permission.PLAN_VIEW, plan),
            **self._known("sees_contacts", Permission.CONTACT_VIEW, contacts),
            "workers": self._workers(),
        }

    def _known(self, flag: str, permission: Permission, figures: dict[str, Any]) -> dict[str, Any]:
        """The figures for whom the reader holds the permission over, NULL for others; and which of the two it is."""
        reach = measures.within_reach(self.reader, permission)
        if not reach:
            return {flag: Value(True), **figures}
        known = {name: Case(When(reach, then=figure)) for name, figure in figures.items()}
        return {flag: Case(When(reach, then=True), default=False, output_field=BooleanField()), **known}

    def _workers(self) -> Any:
        if not self.reader.holds(Permission.ALLOCATION_GIVE):
            return Value([], output_field=ArrayField(TextField()))
        held = Allocation.objects.live().filter(
            person=OuterRef("pk"), person__in=people_for(self.reader, Permission.ALLOCATION_GIVE)
        )
        by_role = Case(*(When(role=role, then=place) for place, role in enumerate(Allocation.Kind.values)))
        return ArraySubquery(held.order_by(by_role).values("user__name"))

    def _order(self) -> list[OrderBy | str]:
        """Only columns that the reader has may sort (T03); nothing comes first or last as the column says."""
        down, wanted = self.wanted.sort.startswith("-"), self.wanted.sort.removeprefix("-")
        column = next((column for column in self.columns if column.sort == wanted), COLUMNS[0])
        if down:
            order = [F(name).desc(nulls_last=True) for name in column.order]
        elif column.nothing_first:
            order = [F(name).asc(nulls_first=True) for name in column.order]
        else:
            order = [F(name).asc(nulls_last=True) for name in column.order]
        return [*order, *COLUMNS[0].order, "pk"] if column.sort != NAME else [*order, "pk"]

    @cached_property
    def totals(self) -> Totals:
        """Over all pages of the list."""
        return Totals(people=self.count(), **self._learning(), **self._plans(), **self._contacts())

    def _of(self, permission: Permission) -> Any:
        """Those of the list over whom the reader holds the permission; None when it is not held at all."""
        if not self.reader.holds(permission):
            return None
        return self.people.filter(measures.within_reach(self.reader, permission)).order_by().values("pk")

    def _learning(self) -> dict[str, int]:
        people = self._of(Permission.LEARNING_VIEW)
        if people is None:
            return {}
        live = CourseProgress.objects.live().filter(person__in=people)
        sums = live.aggregate(lessons_done=Sum("lessons_done"), lessons_total=Sum("lessons_total"))
        return {name: value or 0 for name, value in sums.items()}

    def _plans(self) -> dict[str, int]:
        people = self._of(Permission.PLAN_VIEW)
        if people is None:
            return {}
        overdue = Q(due_on__lt=self.today)
        return measures.open_plans(person__in=people).aggregate(plans=Count("*")) | measures.open_goals(
            plan__person__in=people
        ).aggregate(goals_open=Count("*"), goals_overdue=Count("pk", filter=overdue))

    def _contacts(self) -> dict[str, int]:
        if not self.reader.holds(Permission.CONTACT_VIEW):
            return {}
        return {"no_contact": self._shown(self.people, NO_CONTACT).count()}

    @property
    def totals_row(self) -> list[Any]:
        """The last line of the table, in the order of the columns."""
        sums = self.totals
        said = {
            NAME: ngettext("%(n)s person", "%(n)s people", sums.people) % {"n": f"{sums.people:,}"},
            "lessons": sums.lessons,
            "plan": _("%(n)s open") % {"n": f"{sums.plans or 0:,}"},
            "goals": sums.goals_open,
            "overdue": sums.goals_overdue,
        }
        return [said.get(column.sort, "") for column in self.columns]
