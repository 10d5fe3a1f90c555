"""Rows for the access matrix."""

from justice_portal import clock
from rehab.models import Handover, HandoverLine
from tests.rehab.plans.rows import made_in


def rows(world, state, person):
    handover = Handover.objects.create(
        person=person, due_on=clock.today(), meet_on=clock.today(), opened_by=world.pom, made_in=made_in(world, state)
    )
    given = {"handover": handover, "added_by": world.pom}
    check = HandoverLine.objects.create(kind="check", topic="plan", turn="pom", **given)
    HandoverLine.objects.create(kind="promise", words="I can do it.", turn="com", due_on=clock.today(), **given)
    HandoverLine.objects.create(kind="promise", words="I can do it.", turn="person", due_on=clock.today(), **given)
    question = HandoverLine.objects.create(kind="question", words="I can do it.", turn="person", **given)
    return {
        "handover": handover,
        "handover_check": check,
        "handover_line": question,
        "handover_status": "done",
    }
