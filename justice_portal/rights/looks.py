"""Who looked at a person's record, read from the audit log: by day, who in which role, which part, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.audit.events import Kind
from justice_portal.audit.models import AuditEvent
from justice_portal.grants import Role
from justice_portal.people.models import Person
from justice_portal.rights.parts import part_of

LOOKS = (Kind.CONSULTATION, Kind.DISCLOSURE)
#: Words that reached whom they were written for: nobody looked at a record.
NO_LOOK = ("messages.message_delivered",)
WHO: dict[str, Any] = {
    Role.PERSON: _("Another person"),
    Role.MENTOR: _("A mentor"),
    Role.FAMILY: _("A family member"),
    Role.LEGAL: _("A lawyer"),
    Role.KEY_WORKER: _("A key worker"),
    Role.POM: _("A prison offender manager"),
    Role.COM: _("A probation officer"),
    Role.TUTOR: _("A tutor"),
    Role.MODERATOR: _("A moderator"),
    Role.SAFER_CUSTODY: _("Safer custody staff"),
    Role.MANAGER: _("A manager"),
    Role.ADMINISTRATOR: _("An administrator"),
}


@dataclass
class Look:
    """Somebody of a role opened a part, on one day. why: not empty when who and what are kept back."""

    day: date
    who: Any
    part: Any
    times: int
    first: datetime
    last: datetime
    why: Any = ""
    taken: bool = False  # it left the product: printed or saved


def looks_at(person: Person) -> QuerySet[AuditEvent, Any]:
    """One row for each day, role and event, the newest first. What the person opened themselves is no look."""
    rows = AuditEvent.objects.filter(
        subjects__overlap=[person.pk, *person.joined.values_list("pk", flat=True)], kind__in=LOOKS, by_id__isnull=False
    )
    if person.user_id:
        rows = rows.exclude(by_id=person.user_id)
    return (
        rows.exclude(event__in=NO_LOOK)
        .order_by()
        .annotate(day=TruncDate("at", tzinfo=clock.LONDON))
        .values("day", "by_roles", "event", "kind")
        .annotate(times=Count("pk"), first=Min("at"), last=Max("at"))
        .order_by("-day", "-last", "event", "by_roles")
    )


def by_day(rows: Iterable[dict[str, Any]]) -> list[tuple[date, list[Look]]]:
    """The same in words, for a page: each day with its looks."""
    return [(day, list(looks)) for day, looks in groupby(map(as_look, rows), key=lambda look: look.day)]


def as_look(row: dict[str, Any]) -> Look:
    part = part_of(row["event"])
    when = {name: row[name] for name in ("day", "times", "first", "last")}
    if part.why:
        return Look(who=_("Someone"), part="", why=part.why, **when)
    return Look(who=who(row["by_roles"]), part=part.words, taken=row["kind"] == Kind.DISCLOSURE, **when)


def who(roles: list[str]) -> Any:
    """The one role that says most: who holds several looked with all of them."""
    known = [role for role in WHO if role in roles]
    return WHO[known[-1]] if known else _("Staff")


def looks_to_keep(person: Person) -> Iterable[dict[str, Any]]:
    """For the copy of the record: every one of them."""
    for row in looks_at(person).iterator(chunk_size=500):
        look = as_look(row)
        yield {
            "day": look.day,
            "who": str(look.who),
            "part": str(look.part),
            "times": look.times,
            "first": look.first,
            "last": look.last,
            "kept_back": str(look.why),
        }
