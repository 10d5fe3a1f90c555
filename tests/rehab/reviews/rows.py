"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from rehab.models import Review, ReviewDue
from tests.rehab.plans.rows import made_in


def rows(world, state, person):
    today = clock.today()
    due = ReviewDue.objects.create(
        person=person, rule="longer", opens_on=today, due_on=today + timedelta(9), made_in=made_in(world, state)
    )
    Review.objects.create(
        person=person, held_on=today, words="words", added_by=world.pom, made_in=made_in(world, state)
    )
    return {"review_due": due}
