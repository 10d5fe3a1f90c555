"""Rows for the access matrix."""

from justice_portal import clock
from mentoring.models import DriftCause, DriftConcern, Match
from tests.factories import staff
from tests.mentoring.pairs import matched, say

MENTORS = {"here": "mentor", "elsewhere": "mentor_elsewhere"}


def concern(match, at, message, kind="money", **state):
    made = DriftConcern.objects.create(match=match, kind=kind, side="mentor", count=1, days=28, made_in=at, **state)
    DriftCause.objects.create(concern=made, message=message, kind=kind)
    return made


def rows(world, state, person):
    at = world.there if state == "elsewhere" else world.here
    mentor = getattr(world, MENTORS[state]) if state in MENTORS else staff("mentor")
    match = matched(person, mentor, at)
    message = say(match.thread, mentor, "I can do it.")
    # Over by now: the rows of messages have the match that runs.
    Match.objects.filter(pk=match.pk).update(status="ended", ended_at=clock.now(), end_reason="other")
    asked = {"status": "asked", "asked_at": clock.now(), "asked_by": world.manager}
    return {
        "drift_concern": concern(match, at, message),
        "drift_asked": concern(match, at, message, kind="gifts", **asked),
    }
