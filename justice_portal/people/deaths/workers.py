"""Who looked after somebody until a death was written down, and who of them can do so again when it is taken back."""

from typing import Any

from django.db.models import QuerySet

from justice_portal.people.allocations.figures import PRISON_ROLES, Where, workers
from justice_portal.people.deaths.models import RecordedDeath
from justice_portal.people.models import Allocation, Person


def ended_by_death(death: RecordedDeath) -> QuerySet[Allocation]:
    """Nobody is given anybody after a death: what ended since it was written down, it ended. One for each role."""
    since = Allocation.objects.filter(person=death.person_id, ended_at__gte=death.recorded_at)
    last = since.order_by("role", "-started_at", "-pk").distinct("role")
    return Allocation.objects.filter(pk__in=last.values("pk")).select_related("user", "establishment").order_by("role")


def give_again(person: Person, allocations: QuerySet[Allocation], by: Any) -> list[str]:
    """Open these anew, from now, where each still holds the role at the place where the person is. The roles."""
    person.refresh_from_db()
    given = []
    for old in allocations:
        place = person.establishment if old.role in PRISON_ROLES else person.delivery_unit
        taken = Allocation.objects.live().filter(person=person, role=old.role).exists()
        if place is None or taken or (old.establishment_id and old.establishment_id != place.pk):
            continue
        if not workers(Where(place, old.role)).filter(pk=old.user_id, is_active=True).exists():
            continue
        same = {"user_id": old.user_id, "role": old.role, "establishment_id": old.establishment_id}
        Allocation.objects.create(person=person, given_by_id=by.pk, **same)
        given.append(str(old.role))
    return given
