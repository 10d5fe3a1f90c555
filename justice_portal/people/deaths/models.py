"""Deaths that were written down, as the place that wrote them sees them. justice_portal/models.py re-exports it."""

from typing import Any

from justice_portal.access import Permission, Scope, restricted_for
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.models import MovementQuerySet


class RecordedDeathQuerySet(MovementQuerySet):
    def standing(self, user: Any) -> "RecordedDeathQuerySet":
        """Those that count, of people whose case is not closed to this user."""
        closed = Person.objects.filter(restricted_for(user)).values("pk")
        return self.filter(counts=True, kind=Movement.Kind.DEATH).exclude(person__in=closed)


class RecordedDeath(Movement):
    """A death, for managers of the prison or unit where it was written down: they reach nothing else of the person."""

    objects = RecordedDeathQuerySet.as_manager()  # type: ignore[misc]
    scope = Scope(Permission.DEATH_TAKE_BACK, person=None, place="from_establishment", unit="to_delivery_unit")

    class Meta:
        proxy = True
