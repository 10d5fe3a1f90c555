"""How long answers take: for the person, the wing and who runs the prison. Aggregates only, no permission here."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from justice_portal import clock
from rehab.requests.models import SupportRequest

#: What was decided in so many days counts: long enough for a few of each type, short enough to be how it is now.
WINDOW = timedelta(days=90)
#: Fewer than this say nothing, and could be one person.
FEWEST = 5


class Median(Aggregate):
    """The middle one: a few that took very long do not hide how it is for most."""

    function = "PERCENTILE_CONT"
    name = "Median"
    output_field = DurationField()
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Times:
    """One line: a type or a wing. Medians and shares are None where there are too few to say."""

    name: str
    decided: int
    waiting: int
    late: int
    to_reply: timedelta | None = None
    to_decision: timedelta | None = None
    in_time: int | None = None  # per cent
    answered: int | None = None  # per cent of those who said

    @property
    def is_known(self) -> bool:
        return self.to_decision is not None


def _span(field: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(field) - F("asked_at"), output_field=DurationField())


def by_type(establishment: Any) -> list[Times]:
    """For each type that was asked for in a prison. One query."""
    return _lines(establishment, "type__name", "type__name_welsh", order="type__order")


def by_wing(establishment: Any) -> list[Times]:
    """For each wing that asked. One query."""
    return _lines(establishment, "wing__name", "wing__name", order="wing__name")


def _lines(establishment: Any, name: str, welsh: str, *, order: str) -> list[Times]:

    now = clock.now()
    decided = Q(decided_at__gte=now - WINDOW)
    is_open = Q(status=SupportRequest.Status.SUBMITTED)
    said = decided & ~Q(verdict="")
    rows = (
        SupportRequest.objects.filter(decided | is_open, made_in=establishment)
        .order_by(order)
        .values(name, *({welsh} - {name}))
        .annotate(
            decided=Count("pk", filter=decided),
            waiting=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & Q(due_at__lt=now)),
            to_reply=Median(_span("first_reply_at"), filter=decided),
            to_decision=Median(_span("decided_at"), filter=decided),
            kept=Count("pk", filter=decided & Q(decided_at__lte=F("due_at"))),
            said=Count("pk", filter=said),
            answered=Count("pk", filter=said & Q(verdict=SupportRequest.Verdict.ANSWERED)),
        )
    )
    shown = welsh if get_language() == "cy" else name
    return [_line(str(row[shown] or row[name] or _("No wing")), row) for row in rows]


def _line(name: str, row: dict[str, Any]) -> Times:
    counts = {"name": name, "decided": row["decided"], "waiting": row["waiting"], "late": row["late"]}
    if row["decided"] < FEWEST:
        return Times(**counts)
    return Times(
        **counts,
        to_reply=row["to_reply"],
        to_decision=row["to_decision"],
        in_time=round(100 * row["kept"] / row["decided"]),
        answered=round(100 * row["answered"] / row["said"]) if row["said"] >= FEWEST else None,
    )


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
