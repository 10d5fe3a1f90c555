"""Reading marks: what counts now, for a class, a person or a whole place."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from learning.attendance.figures import Said
from learning.attendance.models import RegisterMark

SESSION = ("taught_class_id", "on", "person_id")
FIELDS = ("taught_class_id", "person_id", "on", "outcome", "marked_at", "pk")


def counting(rows: QuerySet[RegisterMark]) -> list[Said]:
    """The marks that count among these. The database leaves out those that were written over."""
    last = rows.order_by(*SESSION, "-marked_at", "-pk").distinct(*SESSION)
    return [Said(*values) for values in last.values_list(*FIELDS)]


def by_person(counted: Iterable[Said]) -> dict[Any, list[Said]]:
    found: dict[Any, list[Said]] = {}
    for one in counted:
        found.setdefault(one.person, []).append(one)
    return found
