"""The class report: one query layer for its page, its CSV and its PDF.

Totals and rows come from the summary rows (CourseProgress), never from facts. Who may be counted is asked of access.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import Permission, people_for
from justice_portal.tables import Column, Link, Status
from learning.courses.localised import say
from learning.courses.models import Version
from learning.record_store.models import CourseProgress

#: Someone who has begun and not come back for so long has "gone quiet".
QUIET_AFTER = timedelta(days=28)

STATES = {
    "": gettext_lazy("All"),
    "going": gettext_lazy("Going on"),
    "quiet": gettext_lazy("Gone quiet"),
    "waiting": gettext_lazy("Not started"),
    "done": gettext_lazy("Finished"),
}
KINDS = {"going": "info", "quiet": "wait", "waiting": "none", "done": "good"}


COLUMNS = (
    Column(gettext_lazy("Name"), "name", ("person__family_name", "person__given_name"), heads_row=True),
    Column(gettext_lazy("Number"), "number", ("person__prison_number",)),
    Column(gettext_lazy("Wing"), "wing", ("wing__code",)),
    Column(gettext_lazy("Course"), "course", ("course__code",)),
    Column(gettext_lazy("Lessons done"), "lessons", ("lessons_done",), numeric=True),
    Column(gettext_lazy("Best quiz"), "quiz", ("best_right",), numeric=True),
    Column(gettext_lazy("State"), "state", ("completed_at",)),
    Column(gettext_lazy("Last active"), "last", ("last_at",)),
)
BY_SORT = {column.sort: column for column in COLUMNS}
NEWEST_FIRST = "-last"
NOBODY = UUID(int=0)

#: What a row is made of, in the order of Row.
FIELDS = (
    "person_id",
    "person__preferred_name",
    "person__given_name",
    "person__family_name",
    "person__prison_number",
    "person__crn",
    "wing__name",
    "course_id",
    "lessons_done",
    "lessons_total",
    "best_right",
    "best_of",
    "last_at",
    "completed_at",
)


class Row(NamedTuple):
    person_id: UUID
    preferred_name: str
    given_name: str
    family_name: str
    prison_number: str | None
    crn: str | None
    wing: str | None
    course_id: UUID
    lessons_done: int
    lessons_total: int
    best_right: int | None
    best_of: int | None
    last_at: datetime | None
    completed_at: datetime | None


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for. Empty means all."""

    establishment: UUID | None = None
    wing: UUID | None = None
    course: UUID | None = None
    state: str = ""
    sort: str = NEWEST_FIRST


@dataclass(frozen=True)
class Totals:
    """learners: people with a course on their list; the others count courses on lists."""

    learners: int
    courses: int
    done: int
    going: int
    quiet: int
    waiting: int


class Words(NamedTuple):
    titles: dict[UUID, str]
    states: dict[str, str]
    address: str
    part: str
    not_yet: str
    not_taken: str


@dataclass
class Report:
    """The report as one reader may see it: rows of people within their reach, as things are now."""

    user: Any
    wanted: Wanted
    as_of: datetime = field(default_factory=clock.now)

    @cached_property
    def _everything(self) -> QuerySet[CourseProgress]:
        """The learners asked for, in any state."""
        rows = CourseProgress.objects.live().filter(person__in=people_for(self.user, Permission.LEARNING_VIEW))
        for name in ("establishment", "wing", "course"):
            if value := getattr(self.wanted, name):
                rows = rows.filter(**{name: value})
        return rows

    @cached_property
    def _quiet_since(self) -> datetime:
        return self.as_of - QUIET_AFTER

    def _in_state(self, state: str) -> Q:
        begun = Q(completed_at=None, last_at__isnull=False)
        return {
            "": Q(),
            "done": Q(completed_at__isnull=False),
            "waiting": Q(completed_at=None, last_at=None),
            "going": begun & Q(last_at__gte=self._quiet_since),
            "quiet": begun & Q(last_at__lt=self._quiet_since),
        }[state]

    @cached_property
    def totals(self) -> Totals:
        """Of the place and course asked for, whatever state the rows are narrowed to."""
        each = (
            self._everything.order_by()
            .values("person_id")
            .annotate(
                courses=Count("*"),
                **{state: Count("person_id", filter=self._in_state(state)) for state in STATES if state},
            )
        )
        sums = each.aggregate(
            learners=Count("person_id"), **{f"{name}_sum": Sum(name) for name in ("courses", *filter(None, STATES))}
        )
        return Totals(
            sums["learners"], **{name.removesuffix("_sum"): sums[name] or 0 for name in sums if name != "learners"}
        )

    def count(self) -> int:
        """How many rows there are on all pages."""
        return getattr(self.totals, self.wanted.state or "courses")

    def __getitem__(self, part: slice) -> list[Row]:
        """Some of the rows: for a page."""
        return [Row(*values) for values in self._ordered()[part]]

    def __iter__(self) -> Iterator[Row]:
        """Every row, in the same order, a few at a time."""
        return (Row(*values) for values in self._ordered().iterator(chunk_size=2000))

    def people(self) -> list[UUID]:
        """Everyone who is in the rows of all pages."""
        rows = self._everything.filter(self._in_state(self.wanted.state))
        return list(rows.order_by().values_list("person_id", flat=True).distinct())

    def _ordered(self) -> QuerySet[CourseProgress, tuple[Any, ...]]:
        rows = self._everything.filter(self._in_state(self.wanted.state))
        return rows.order_by(*self._order(), "enrolment_id").values_list(*FIELDS)

    def _order(self) -> list[OrderBy]:
        column = BY_SORT[self.wanted.sort.removeprefix("-")]
        if self.wanted.sort.startswith("-"):
            return [F(name).desc(nulls_last=True) for name in column.order]
        return [F(name).asc(nulls_last=True) for name in column.order]

    @cached_property
    def _words(self) -> "Words":
        """What the cells say, in the reader's language: looked up once, before rows are sent one by one."""
        titles = Version.objects.visible_to(self.user).exclude(status=Version.Status.DRAFT).order_by("number")
        return Words(
            titles={course: say(title).text for course, title in titles.values_list("course_id", "title")},
            states={name: str(text) for name, text in STATES.items()},
            address=reverse("learners:person", args=[NOBODY]).replace(str(NOBODY), "%s"),
            part=_("%(done)s of %(all)s"),
            not_yet=_("Not yet"),
            not_taken=_("Not taken"),
        )

    def cells(self, row: Row) -> tuple[Any, ...]:
        """A row as the cells of a table, in the order of COLUMNS: the same on the page, in the CSV and in the PDF."""
        words = self._words
        state = self.state_of(row)
        return (
            Link(words.address % row.person_id, f"{row.family_name}, {row.preferred_name or row.given_name}"),
            row.prison_number or row.crn or "",
            row.wing or "",
            words.titles.get(row.course_id, ""),
            words.part % {"done": row.lessons_done, "all": row.lessons_total},
            words.part % {"done": row.best_right, "all": row.best_of} if row.best_of else words.not_taken,
            Status(KINDS[state], words.states[state]),
            row.last_at.astimezone(clock.LONDON).date() if row.last_at else words.not_yet,
        )

    def state_of(self, row: Row) -> str:
        if row.completed_at:
            return "done"
        if not row.last_at:
            return "waiting"
        return "quiet" if row.last_at < self._quiet_since else "going"
