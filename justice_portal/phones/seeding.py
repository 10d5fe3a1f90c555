"""In a demo: the own phone of who is on licence."""

from random import Random

from justice_portal.people.models import Person
from justice_portal.phones.models import OwnPhone
from justice_portal.seeding import SeedEstate, seeder

#: A number of the range that no network gives to anybody.
NUMBER = "+447700900{:03d}"


@seeder(order=61)
def demo_phones(estate: SeedEstate, rng: Random) -> None:
    """People of the demo who are out have joined with a number of their own."""
    if estate.demo is None:
        return
    out = Person.objects.filter(user__demo_account__isnull=False, place=Person.Place.COMMUNITY)
    for nth, person in enumerate(out.order_by("user__demo_account__order"), start=101):
        since = estate.days_ago(30)
        OwnPhone.objects.create(id=estate.key(rng, since), person=person, number=NUMBER.format(nth), joined_at=since)
