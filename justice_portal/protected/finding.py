"""Who may know whom: what staff declared, and the rule of the same family name and postcode. Nothing is saved here."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from justice_portal.people.models import Person
from justice_portal.people.names import plain_name
from justice_portal.protected.models import Connection, Declaration, StaffHome


@dataclass(frozen=True)
class Pair:
    """A member of staff and a person, and how we came to think that they know each other."""

    user: UUID
    person: UUID
    source: str
    relation: str = ""


def family_names(text: str) -> set[str]:
    """Each family name that somebody has or had, as names are compared."""
    return {name for part in text.split(",") if (name := plain_name(part))}


def pairs_of_person(person: Person) -> Iterator[Pair]:
    """What is known about this person and any member of staff."""
    numbers = [number for number in (person.prison_number, person.crn) if number]
    said = Q(number__in=numbers) | Q(number="", born_on=person.born_on)
    for one in Declaration.objects.filter(said, user__is_active=True):
        if one.number or _is_named(one, person):
            yield Pair(one.user_id, person.pk, Connection.Source.DECLARED, one.relation)
    if person.home_postcode:
        for home in StaffHome.objects.filter(postcode=person.home_postcode, user__is_active=True):
            if plain_name(person.family_name) in family_names(home.family_names) and home.user_id != person.user_id:
                yield Pair(home.user_id, person.pk, Connection.Source.RULE)


def people_to_compare() -> QuerySet[Person]:
    """Those whose number, birthday or postcode somebody told us: few of many, found by the database alone."""
    told = Declaration.objects.filter(user__is_active=True)
    homes = StaffHome.objects.filter(user__is_active=True)
    return Person.objects.filter(
        Q(prison_number__in=told.exclude(number="").values("number"))
        | Q(crn__in=told.exclude(number="").values("number"))
        | Q(born_on__in=told.filter(number="").values("born_on"))
        | Q(home_postcode__in=homes.exclude(postcode="").values("postcode"))
    )


def pairs_of_declaration(one: Declaration) -> Iterator[Pair]:
    """The people whom this declaration names."""
    if one.number:
        people = Person.objects.filter(Q(prison_number=one.number) | Q(crn=one.number))
    else:
        people = Person.objects.filter(born_on=one.born_on)  # type: ignore[misc]
    for person in people:
        if one.number or _is_named(one, person):
            yield Pair(one.user_id, person.pk, Connection.Source.DECLARED, one.relation)


def pairs_of_home(home: StaffHome) -> Iterator[Pair]:
    """People of the same family name and postcode as this member of staff."""
    names = family_names(home.family_names)
    for person in Person.objects.filter(home_postcode=home.postcode):
        if plain_name(person.family_name) in names and person.user_id != home.user_id:
            yield Pair(home.user_id, person.pk, Connection.Source.RULE)


def _is_named(one: Declaration, person: Person) -> bool:
    given = {plain_name(person.given_name), plain_name(person.preferred_name)} - {""}
    return plain_name(one.family_name) == plain_name(person.family_name) and plain_name(one.given_name) in given
