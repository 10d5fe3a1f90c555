"""What was written on a record, found from the models themselves, so that no room is forgotten."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal.people.merging.joining import ways_to_person
from justice_portal.people.models import Movement, Person

#: The movements with which a record begins. Anything after them is a life.
BEGINS = (Movement.Kind.RECEPTION, Movement.Kind.CELL, Movement.Kind.ORDER, Movement.Kind.SUPERVISION)


def written_on(person: Person, user: Any) -> list[str]:
    """The names of everything that keeps a record from being withdrawn; empty when nothing does.

    A model whose rows come with every record, without anybody writing about the person, says `comes_with_a_record`. What
    the reader may not see is not named: that there is a complaint is told to nobody who does not read it.
    """
    found: set[str] = set()
    for model, name in ways_to_person():
        rows = {name: person.pk}
        if getattr(model, "comes_with_a_record", False) or not model._base_manager.filter(**rows).exists():
            continue
        seen = model.objects.visible_to(user).filter(**rows).exists()  # type: ignore[attr-defined]
        found.add(str(model._meta.verbose_name_plural if seen else _("something that you may not read")))
    if Movement.objects.filter(person=person).exclude(kind__in=BEGINS).exists():
        found.add(str(Movement._meta.verbose_name_plural))
    return sorted(found)


def has_signed_in(person: Person) -> bool:
    return person.user is not None and person.user.last_login is not None
