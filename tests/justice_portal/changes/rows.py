from datetime import timedelta

from justice_portal import clock
from justice_portal.changes.models import PendingChange


def rows(world, state, person):
    place = world.there if state == "elsewhere" else world.here
    asked_by = world.manager_elsewhere if state == "elsewhere" else world.manager
    return {
        "pending_change": PendingChange.objects.create(
            kind="account.invite",
            data={"email": f"{state}@work.invalid", "name": "New Tutor", "role": "tutor"},
            establishment=place,
            asked_by=asked_by,
            ends_at=clock.now() + timedelta(days=1),
        )
    }
