"""Each night everybody is compared with what staff told us, whatever way a row came in (T07)."""

from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import nightly
from justice_portal.people.models import Person
from justice_portal.protected.actions import find_connections
from justice_portal.protected.finding import people_to_compare


@nightly(at="02:40", seconds=1800)
def compare_everybody() -> None:
    """Pages compare as they go; a bulk load, a feed or a hand at the database may have gone by them."""
    for person in Person.objects.filter(pk__in=people_to_compare()).order_by("pk").iterator(chunk_size=500):
        find_connections(person, by=SYSTEM)
