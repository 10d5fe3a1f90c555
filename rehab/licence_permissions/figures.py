"""Who is to answer for a person, and who hears of it when nobody does."""

from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Reach, Role
from justice_portal.people.models import Allocation, Person


def officers(person: Person) -> list[User]:
    """Those whose caseload the person is in and who may answer."""
    answering = Allocation.objects.live().filter(person=person, role__in=[Role.POM, Role.COM]).select_related("user")
    return [one.user for one in answering]


def managers(person: Person) -> list[User]:
    places = {Reach.ESTABLISHMENT: ("establishment", person.establishment_id)}
    places[Reach.DELIVERY_UNIT] = ("delivery_unit", person.delivery_unit_id)
    found: list[User] = []
    for reach, (path, place) in places.items():
        if place:
            held = (
                RoleHeld.objects.live().filter(role=Role.MANAGER, reach=reach, **{path: place}).select_related("user")
            )
            found += [one.user for one in held]
    return found
