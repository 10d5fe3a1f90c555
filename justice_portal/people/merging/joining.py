"""Making two records of one person one: which rows move, found from the models themselves, so that no room is forgotten.

Called inside the action, which has checked the permission and holds both rows.
"""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.people.models import Movement, Person

#: Keys that say which record was joined to which: they are no rows of anybody.
LEADS_ON = frozenset({"merged_into", "other"})


def ways_to_person() -> list[tuple[type[Model], str]]:
    """Every model with a key that leads to a person, and the name of that key; what is worked out elsewhere left out."""
    ours = [one for one in apps.get_models() if one._meta.managed and not one._meta.proxy and one is not Movement]
    found = [
        (model, field.name)
        for model in ours
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.remote_field.model is Person and field.name not in LEADS_ON
    ]
    return sorted(found, key=lambda pair: (pair[0]._meta.label, pair[1]))


#: Label of a model -> name of its key to the person -> keys of rows.
Rows = dict[str, dict[str, list[str]]]


def move_rows(kept: Person, other: Person) -> Rows:
    """Give every row of the other record to the one that is kept; which they were. All or none.

    Where both have what only one may have, it raises DomainError with the name of the part: staff settle that first.
    """
    moved: Rows = {}
    for model, name in ways_to_person():
        rows: Any = model._base_manager.filter(**{name: other.pk})
        if each := getattr(model, "one_for_each", ""):  # a mark that both may have: the one of the kept record stands
            there = model._base_manager.filter(**{name: kept.pk})
            if each != name:
                rows.filter(**{f"{each}__in": there.values(each)}).delete()
            elif there.exists():  # one row for each person
                rows.delete()
        keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
        if keys:
            _give(model, name, kept, rows)
            own = model._meta.pk  # where it is the person, the row has the kept record's key from now
            is_key = own is not None and own.name == name
            moved.setdefault(model._meta.label_lower, {})[name] = [str(kept.pk)] if is_key else keys
    return moved


def give_back(kept: Person, other: Person, rows: Rows) -> dict[str, int]:
    """The other way: these rows, with whatever was written since on one of them, go to the other record again."""
    back = {label: {name: set(keys) for name, keys in names.items()} for label, names in rows.items()}
    while _add_children(kept, back):
        pass
    counted: dict[str, int] = {}
    for model, name in ways_to_person():
        keys = back.get(model._meta.label_lower, {}).get(name, set())
        there: Any = model._base_manager.filter(**{name: kept.pk, "pk__in": keys})
        if keys and (count := _give(model, name, other, there)):
            counted[counted_as(model._meta.label_lower)] = count
    return counted


def counted_as(label: str) -> str:
    """How a model is named in what is recorded."""
    return label.replace(".", "_")


def _give(model: type[Model], name: str, to: Person, rows: Any) -> int:
    try:
        with transaction.atomic():
            return int(rows.update(**{name: to.pk}))
    except IntegrityError:
        part = str(model._meta.verbose_name)
        raise DomainError(
            _("Both records have this, and only one can stand: %(part)s. End or put right one of the two first.")
            % {"part": part}
        ) from None


def _add_children(kept: Person, back: dict[str, dict[str, set[str]]]) -> bool:
    """Rows of the kept record that hang on a row which goes back go with it. Whether any were found."""
    found = False
    for model, name in ways_to_person():
        have = back.setdefault(model._meta.label_lower, {}).setdefault(name, set())
        for field in model._meta.local_fields:
            parents = _all_of(back, field.remote_field.model) if isinstance(field, ForeignKey) else set()
            if not parents or field.name == name:
                continue
            rows: Any = model._base_manager.filter(**{name: kept.pk, f"{field.name}__in": parents})
            if new := {str(pk) for pk in rows.values_list("pk", flat=True)} - have:
                have |= new
                found = True
    return found


def _all_of(back: dict[str, dict[str, set[str]]], model: Any) -> set[str]:
    return {key for keys in back.get(model._meta.label_lower, {}).values() for key in keys}
