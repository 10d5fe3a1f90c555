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


def ways_to_person() -> list[tuple[type[Model], str]]:
    """Every model with a key that leads to a person, and the name of that key; what is worked out elsewhere left out."""
    ours = [one for one in apps.get_models() if one._meta.managed and not one._meta.proxy and one is not Movement]
    found = [
        (model, field.name)
        for model in ours
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.remote_field.model is Person and field.name != "merged_into"
    ]
    return sorted(found, key=lambda pair: (pair[0]._meta.label, pair[1]))


def move_rows(kept: Person, other: Person) -> dict[str, int]:
    """Give every row of the other record to the one that is kept; how many of each model. All or none.

    Where both have what only one may have, it raises DomainError with the name of the part: staff settle that first.
    """
    moved: dict[str, int] = {}
    for model, name in ways_to_person():
        rows: Any = model._base_manager.filter(**{name: other.pk})
        if each := getattr(model, "one_for_each", ""):  # a mark that both may have: the one of the kept record stands
            there = model._base_manager.filter(**{name: kept.pk})
            if each != name:
                rows.filter(**{f"{each}__in": there.values(each)}).delete()
            elif there.exists():  # one row for each person
                rows.delete()
        try:
            with transaction.atomic():
                count = rows.update(**{name: kept.pk})
        except IntegrityError:
            part = str(model._meta.verbose_name)
            raise DomainError(
                _("Both records have this, and only one can stand: %(part)s. End or put right one of the two first.")
                % {"part": part}
            ) from None
        if count:
            moved[model._meta.label_lower.replace(".", "_")] = count
    return moved
