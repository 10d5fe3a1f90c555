"""How long things are kept: the periods, the day that each ends, and the rows whose day has come."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import DateTimeField, Max, Min, Q, QuerySet
from django.utils.translation import ngettext

from justice_portal import clock
from justice_portal.people.models import Movement, Person
from justice_portal.rights.decisions import DECISIONS, Decision, Keep
from justice_portal.rights.models import KeepDate, KeepRule, LegalHold

#: Months, and where the period comes from, until an administrator sets another. docs/retention.md says more.
FIRST_PERIODS: dict[str, tuple[int, str]] = {
    KeepRule.Code.RECORD: (
        84,
        "Seven years after the end of supervision: HMPPS record retention, to be confirmed locally",
    ),
    KeepRule.Code.MESSAGES: (24, "Two years after the mentoring ended: our own decision"),
    KeepRule.Code.ASKED: (36, "Three years after the answer: HMPPS practice for applications and complaints"),
    KeepRule.Code.NOTICES: (12, "One year: our own decision"),
    KeepRule.Code.COPIES: (1, "One month: long enough to read or print it"),
}
BEFORE_ALL = date(1900, 1, 1)
ENDS = Q(kind__in=(Movement.Kind.ENDED, Movement.Kind.DEATH)) | Q(
    kind=Movement.Kind.RELEASE, status=Person.Status.ENDED
)


def in_months(day: date, months: int) -> date:
    """The same day of another month, or its last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Version:
    """A period and the day from which it is in force."""

    from_on: date
    months: int


def versions(code: str) -> list[Version]:
    """Every period that was ever promised for this kind of row, the oldest first."""
    rows = KeepRule.objects.filter(code=code).order_by("in_force_from_on")
    later = [Version(row.in_force_from_on, row.months) for row in rows if row.in_force_from_on <= clock.today()]
    return [Version(BEFORE_ALL, FIRST_PERIODS[code][0]), *later]


def months_for(code: str, since: date) -> int:
    """The longest period in force on that day or later: what was told is never cut short."""
    known = versions(code)
    at_first = max(index for index, version in enumerate(known) if version.from_on <= since)
    return max(version.months for version in known[at_first:])


def source_of(code: str) -> str:
    row = KeepRule.objects.filter(code=code, in_force_from_on__lte=clock.today()).last()
    return row.source if row else FIRST_PERIODS[code][1]


def kept_until(code: str, since: date) -> date:
    """The first day on which what began its period then may be removed."""
    return in_months(since, months_for(code, since))


def due(decision: Decision, using: str = "default") -> QuerySet:
    """Rows of a model whose own period has ended, but for people whose record is on hold."""
    keep = decision.keep
    assert isinstance(keep, Keep)
    rule, known = Q(pk__in=[]), versions(keep.rule)
    for index, version in enumerate(known):
        months = max(later.months for later in known[index:])
        last = in_months(clock.today(), -months)
        while in_months(last, months) > clock.today():  # a month is not always as long
            last -= timedelta(days=1)
        span = Q(**{f"{keep.since}__gte": _start(decision, version.from_on)})
        span &= Q(**{f"{keep.since}__lt": _start(decision, last + timedelta(days=1))})
        if index + 1 < len(known):
            span &= Q(**{f"{keep.since}__lt": _start(decision, known[index + 1].from_on)})
        rule |= span
    held = LegalHold.objects.live().values_list("person", flat=True)
    rows = decision.model._base_manager.using(using).filter(rule)
    return rows.exclude(**{f"{decision.path(keep.person)}__in": list(held)})


def _start(decision: Decision, day: date) -> date | datetime:
    """The day as the field compares it: a moment begins at midnight in London."""
    assert isinstance(decision.keep, Keep)
    model, names = decision.model, decision.keep.since.split("__")
    for name in names[:-1]:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    is_moment = isinstance(model._meta.get_field(names[-1]), DateTimeField)
    return datetime.combine(day, time.min, clock.LONDON) if is_moment else day


def record_kept_until(person: Person) -> date | None:
    """The day of the whole record; None while the person is in prison or on probation."""
    if person.place != Person.Place.ENDED:
        return None
    ended = Movement.objects.counting().filter(ENDS, person=person).aggregate(at=Max("happened_at"))["at"]
    if ended is None:
        return None
    worked_out = kept_until(KeepRule.Code.RECORD, ended.astimezone(clock.LONDON).date())
    told = KeepDate.objects.filter(person=person).values_list("until_on", flat=True).first()
    return max(worked_out, told) if told else worked_out


@dataclass(frozen=True)
class KeptLine:
    """One line of "What we keep": what, for how long, and the day when the first of it goes."""

    code: str
    words: Any
    months: int
    until_on: date | None

    @property
    def years(self) -> int:
        return self.months // 12

    @property
    def said(self) -> str:
        """The period as people say it."""
        if self.months % 12 == 0:
            return ngettext("%(n)d year", "%(n)d years", self.years) % {"n": self.years}
        return ngettext("%(n)d month", "%(n)d months", self.months) % {"n": self.months}


def lines_for(person: Person) -> list[KeptLine]:
    """What is kept of this person, and until when. Two queries for each kind that they have rows of."""
    found = []
    for code in KeepRule.Code:
        today = clock.today()
        until = record_kept_until(person) if code == KeepRule.Code.RECORD else _first_day(person, code)
        found.append(KeptLine(code, code.label, months_for(code, today), until))
    return found


def _first_day(person: Person, code: str) -> date | None:
    days = []
    for decision in DECISIONS.values():
        keep = decision.keep
        if isinstance(keep, Keep) and keep.rule == code and keep.since:
            since = decision.of(person).aggregate(since=Min(keep.since))["since"]
            if since:
                day = since.astimezone(clock.LONDON).date() if isinstance(since, datetime) else since
                days.append(kept_until(code, day))
    return min(days, default=None)
