"""Rows for the access matrix."""

from justice_portal import clock
from rehab.models import Contact
from tests.rehab.plans.rows import made_in


def rows(world, state, person):
    contact = Contact.objects.create(
        person=person,
        kind="phone",
        purpose="key_work",
        happened_on=clock.today(),
        shared_note="I can do it.",
        staff_note="Staff words",
        next_step="I can do it.",
        added_by=world.pom,
        made_in=made_in(world, state),
    )
    return {"contact": contact}
