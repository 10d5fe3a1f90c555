"""How long answers take: for the person, for staff, and for who runs the prison. Aggregates only, no permission here.

Two kinds, which must not be mixed (T102). `exact` counts rows that the reader could open one by one. `published` is read by
people who may not: it is one table a week with no counts and no sums in it, nothing where few people are behind a figure,
and shares in tens. So nobody can take one table from another, or last week's from this week's, and find one person.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from justice_portal import clock
from rehab.requests.models import SupportRequest

#: What was decided in so many days counts: long enough for a few of each type, short enough to be how it is now.
WINDOW = timedelta(days=90)
#: Fewer people than this say nothing, and could be told apart. People, not requests: one of them may ask often.
FEWEST = 6
#: Shares that are published are of so many per cent.
TENS = 10


class Median(Aggregate):
    """The middle one: a few that took very long do not hide how it is for most."""

    function = "PERCENTILE_CONT"
    name = "Median"
    output_field = DurationField()
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Times:
    """One line: a type or a wing. Medians and shares are None where there are too few to say; so is what is not published."""

    name: str
    decided: int | None = None
    waiting: int | None = None
    late: int | None = None
    to_reply: timedelta | None = None
    to_decision: timedelta | None = None
    in_time: int | None = None  # per cent
    answered: int | None = None  # per cent of those who said


TYPE = ("type__name", "type__name_welsh", "type__order")
WING = ("wing__name", "wing__name", "wing__name")


def exact(rows: QuerySet[SupportRequest], by: tuple[str, str, str]) -> list[Times]:
    """For each type or wing, as it is now. rows: those of one prison that the reader may see. One query."""
    now = clock.now()
    is_open = Q(status=SupportRequest.Status.SUBMITTED)
    decided = Q(decided_at__gte=now - WINDOW)
    counts = {
        "waiting": Count("pk", filter=is_open),
        "late": Count("pk", filter=is_open & Q(due_at__lt=now)),
    }
    lines = _lines(rows.filter(decided | is_open), decided, by, **counts)
    return [
        Times(name, row["decided"], row["waiting"], row["late"], **_medians(row), **_shares(row, 1))
        for name, row in lines
    ]


def published(establishment: Any) -> list[Times]:
    """For each type of a prison for which there is something to say: the same for everybody who reads it, all week."""
    today = clock.today()
    until = datetime.combine(today - timedelta(days=today.weekday()), time.min, clock.LONDON)
    decided = Q(decided_at__gte=until - WINDOW, decided_at__lt=until)
    lines = _lines(SupportRequest.objects.filter(decided, made_in=establishment), decided, TYPE)
    return [Times(name, **_medians(row), **_shares(row, TENS)) for name, row in lines if row["people"] >= FEWEST]


def _span(field: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(field) - F("asked_at"), output_field=DurationField())


def _lines(
    rows: QuerySet[SupportRequest], decided: Q, by: tuple[str, str, str], **more: Any
) -> list[tuple[str, dict[str, Any]]]:
    name, welsh, order = by
    said = decided & ~Q(verdict="")
    found = (
        rows.order_by(order)
        .values(name, *({welsh} - {name}))
        .annotate(
            **more,
            decided=Count("pk", filter=decided),
            people=Count("person", filter=decided, distinct=True),
            to_reply=Median(_span("first_reply_at"), filter=decided),
            to_decision=Median(_span("decided_at"), filter=decided),
            kept=Count("pk", filter=decided & Q(decided_at__lte=F("due_at"))),
            said=Count("pk", filter=said),
            said_by=Count("person", filter=said, distinct=True),
            answered=Count("pk", filter=said & Q(verdict=SupportRequest.Verdict.ANSWERED)),
        )
    )
    shown = welsh if get_language() == "cy" else name
    return [(str(row[shown] or row[name] or _("No wing")), row) for row in found]


def _medians(row: dict[str, Any]) -> dict[str, Any]:
    if row["people"] < FEWEST:
        return {}
    return {"to_reply": row["to_reply"], "to_decision": row["to_decision"]}


def _shares(row: dict[str, Any], step: int) -> dict[str, Any]:
    """Per cent, to the nearest step; left out where too few people are behind it."""
    found = {}
    if row["people"] >= FEWEST:
        found["in_time"] = step * round(100 * row["kept"] / row["decided"] / step)
    if row["said_by"] >= FEWEST:
        found["answered"] = step * round(100 * row["answered"] / row["said"] / step)
    return found


def in_words(span: timedelta | None) -> str:
    """A time as people say it: "2 hours", "5 days". Empty when it is not known."""
    if span is None:
        return ""
    hours = max(round(span.total_seconds() / 3600), 0)
    if hours < 1:
        return _("less than an hour")
    if hours < 24:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = max(round(hours / 24), 1)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
