"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from rehab.care.models import CareAlert


def rows(world, state, person):
    alert = CareAlert.objects.create(
        person=person, made_in=person.establishment, next_step_at=clock.now() + timedelta(minutes=5)
    )
    return {"care_alert": alert}
