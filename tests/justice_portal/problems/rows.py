"""Rows for the access matrix."""

from justice_portal.problems.models import Problem
from tests.factories import sign_in_for


def rows(world, state, person):
    problem = Problem.objects.create(
        kind=Problem.Kind.ABOUT_ME,
        told_by=person.user or sign_in_for(person),
        person=person,
        made_in=world.there if state == "elsewhere" else world.here,
    )
    return {"problem": problem}
