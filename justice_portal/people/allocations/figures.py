"""Who works where, with how many people. No permission here: the caller asks for a place it may give people at."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from justice_portal.accounts.models import RoleHeld, User
from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.people.models import Allocation, Cover, Person

Kind = Allocation.Kind
PRISON_ROLES = (Kind.KEY_WORKER, Kind.POM)


@dataclass(frozen=True)
class Where:
    """A role at a place: key workers and POMs belong to a prison, COMs to a delivery unit."""

    place: Establishment | DeliveryUnit
    role: str

    @property
    def establishment(self) -> Establishment | None:
        return self.place if isinstance(self.place, Establishment) else None

    @property
    def unit(self) -> DeliveryUnit | None:
        return self.place if isinstance(self.place, DeliveryUnit) else None

    @property
    def is_right(self) -> bool:
        return (self.role in PRISON_ROLES) == isinstance(self.place, Establishment)


def roles_at(place: Establishment | DeliveryUnit) -> tuple[Kind, ...]:
    return PRISON_ROLES if isinstance(place, Establishment) else (Kind.COM,)


def workers(where: Where) -> QuerySet[User]:
    """Staff who hold the role there now."""
    if not where.is_right:
        return User.objects.none()
    at = Q(establishment=where.establishment) if where.establishment else Q(delivery_unit=where.unit)
    holds = RoleHeld.objects.live().filter(at, user=OuterRef("pk"), role=where.role)
    return User.objects.filter(Exists(holds)).order_by("name", "pk")


def at_place(people: QuerySet[Person], where: Where) -> QuerySet[Person]:
    """Of these people, those whom the place looks after in this role: who is in the prison, or whom the unit has."""
    if where.establishment:
        return people.filter(establishment=where.establishment)
    return people.filter(delivery_unit=where.unit).exclude(place=Person.Place.ENDED)


def live_at(where: Where) -> QuerySet[Allocation]:
    """Live allocations of the role to people whom the place looks after."""
    live = Allocation.objects.live().filter(role=where.role)
    if where.establishment:
        return live.filter(establishment=where.establishment, person__establishment=where.establishment)
    return live.filter(person__delivery_unit=where.unit).exclude(person__place=Person.Place.ENDED)


def with_worker(people: QuerySet[Person], where: Where) -> QuerySet[Person]:
    """People with worker_id and worker_name: who holds the role for each now, or None."""
    mine = live_at(where).filter(person=OuterRef("pk"))
    return people.annotate(worker_id=mine.values("user")[:1], worker_name=mine.values("user__name")[:1])


@dataclass(frozen=True)
class Caseload:
    """A worker with the number of people in their caseload, and who stands in for them now or soon."""

    worker: User
    people: int
    covers: list[Cover]


def caseloads(where: Where) -> list[Caseload]:
    """Everyone who holds the role there, the smallest caseload first; two queries whatever their number."""
    counted = dict(live_at(where).values_list("user").annotate(Count("pk")))
    covers: dict[Any, list[Cover]] = {}
    for cover in covers_at(where):
        covers.setdefault(cover.covered_id, []).append(cover)
    rows = [Caseload(one, counted.get(one.pk, 0), covers.get(one.pk, [])) for one in workers(where)]
    return sorted(rows, key=lambda row: (row.people, row.worker.name, str(row.worker.pk)))


def covers_at(where: Where) -> QuerySet[Cover]:
    """Cover there that counts now or will."""
    at = {"establishment": where.establishment} if where.establishment else {"delivery_unit": where.unit}
    return Cover.objects.coming().filter(role=where.role, **at).select_related("covered", "by").order_by("starts_on")
