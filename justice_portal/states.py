"""How a status changes: only along its model's MOVES, and only one of two clicks wins."""

from typing import TypeVar

from django.db.models import Model, TextChoices

from justice_portal.errors import DomainError

M = TypeVar("M", bound=Model)


def any_to_any(choices: type[TextChoices]) -> dict[str, set[str]]:
    """MOVES of a status that people may change their mind about."""
    return {str(old): {str(new) for new in choices if new != old} for old in choices}


def move(thing: M, to: str, *, field: str = "status", message: str = "", **changes: object) -> M:
    """Move thing along the model's MOVES (a dict of status to the set of statuses that may follow).

    The old status stands in the WHERE of the UPDATE, so of two moves at once one wins without a lock.
    Raises DomainError, with message if given, when the move is not allowed or another was first.
    """
    old = getattr(thing, field)
    moves = type(thing).MOVES  # type: ignore[attr-defined]
    if to not in moves.get(old, set()):
        raise DomainError(message or _already(thing, field))
    updated = type(thing)._base_manager.filter(pk=thing.pk, **{field: old}).update(**{field: to}, **changes)
    if not updated:
        thing.refresh_from_db()
        raise DomainError(message or _already(thing, field))
    setattr(thing, field, to)
    for name, value in changes.items():
        setattr(thing, name, value)
    return thing


def _already(thing: Model, field: str) -> str:
    from django.utils.translation import gettext as _  # noqa: PLC0415

    display = getattr(thing, f"get_{field}_display", None)
    return _("This cannot be done now. It is: %(status)s.") % {
        "status": display() if display else getattr(thing, field)
    }
