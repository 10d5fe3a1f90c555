"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from justice_portal.lookups.models import LookUpStop
from justice_portal.models import BrokenGlass, Connection, NamedAccess
from tests.factories import UserFactory


def rows(world, state, person):
    place = world.there if state == "elsewhere" else world.here
    somebody = UserFactory()
    now = clock.now()
    return {
        "named_access": NamedAccess.objects.create(
            person=person, user=somebody, reason="For this case", given_by=world.manager
        ),
        "connection": Connection.objects.create(person=person, user=somebody, source="declared", relation="friend"),
        "broken_glass": BrokenGlass.objects.create(
            person=person,
            user=somebody,
            reason="life",
            words="Not breathing",
            ends_at=now + timedelta(minutes=60),
            establishment=place,
        ),
        "look_up_stop": LookUpStop.objects.create(user=somebody, people=20, within_minutes=60, establishment=place),
    }
