"""How the other record stood before a join, and making it stand so again. Called inside actions that hold both rows."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.access import SYSTEM
from justice_portal.accounts.actions import reopen_account
from justice_portal.accounts.models import User
from justice_portal.errors import DomainError
from justice_portal.people.merging.models import RecordJoin
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import settle
from justice_portal.states import move

PLAIN = ("prison_number", "crn", "user_id", "status", "establishment_id", "wing_id", "cell_id", "delivery_unit_id",
         "bound_for_id")  # fmt: skip
NUMBERS = ("prison_number", "crn")


def as_it_was(other: Person) -> dict[str, Any]:
    """The fields of a record that a join empties, as JSON."""
    fields = {name: getattr(other, name) for name in PLAIN}
    kept = {name: value if value is None else str(value) for name, value in fields.items()}
    led_here = [str(pk) for pk in Person.objects.filter(merged_into=other).values_list("pk", flat=True)]
    left_on = other.release_on.isoformat() if other.release_on else None
    was_open = other.user is not None and other.user.is_active
    return {
        **kept,
        "account_was_open": was_open,
        "place": str(other.place),
        "release_on": left_on,
        "led_here": led_here,
    }


def told_number(join: RecordJoin) -> str:
    """The number that staff knew the other record by."""
    return join.was.get("prison_number") or join.was.get("crn") or ""


def stand_again(join: RecordJoin, kept: Person, other: Person) -> None:
    """The other record has its numbers, its account and its place again; what the kept one took of it, it gives back."""
    was = dict(join.was)
    gives = {name: None for name in join.took if name == "user" or getattr(kept, name) == was[name]}
    if any(was[name] and name in join.took and name not in gives for name in NUMBERS):
        raise DomainError(_("The number of the record changed since. Put it right first."))
    if gives:
        Person.objects.filter(pk=kept.pk).update(**gives, version=kept.version + 1)
        kept.refresh_from_db()
    fields: dict[str, Any] = {name: was[name] for name in PLAIN if name not in NUMBERS or name in join.took}
    fields |= {"merged_into": None, "version": other.version + 1}
    fields["release_on"] = date.fromisoformat(was["release_on"]) if was["release_on"] else None
    if was["place"] == other.place:
        Person.objects.filter(pk=other.pk).update(**fields)
    else:
        move(other, was["place"], field="place", **fields)
    other.refresh_from_db()
    Person.objects.filter(pk__in=was["led_here"], merged_into=kept).update(merged_into=other)
    if other.user_id and "user" not in join.took and was["account_was_open"]:
        reopen_account(User.objects.get(pk=other.user_id), by=SYSTEM)


def take_moves(join: RecordJoin, kept: Person, by: Any) -> list[Movement]:
    """Take the other's movements out of the kept record's story: where they are now follows from what is left."""
    theirs = list(Movement.objects.filter(pk__in=join.moves, person=kept).select_related("to_cell"))
    standing = [one for one in theirs if one.withdrawn_at is None]
    settle(kept, drop=standing, strict=False, by=by)
    Movement.objects.filter(pk__in=[one.pk for one in standing]).update(withdrawn_at=None)
    kept.refresh_from_db()
    return theirs


def give_moves(theirs: list[Movement], other: Person, by: Any) -> None:
    """They are the other record's story again."""
    Movement.objects.filter(pk__in=[one.pk for one in theirs]).update(person=other)
    rows = list(Movement.objects.filter(person=other, withdrawn_at=None).select_related("to_cell"))
    settle(other, change=rows, strict=False, by=by)
    other.refresh_from_db()
