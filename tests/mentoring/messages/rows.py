"""Rows for the access matrix."""

from justice_portal.access import SYSTEM
from mentoring.models import Rule
from mentoring.screening.actions import load_first_rules
from tests.factories import staff
from tests.mentoring.pairs import PHONE, matched, proposed, say

MENTORS = {"here": "mentor", "elsewhere": "mentor_elsewhere"}


def rows(world, state, person):
    load_first_rules(Rule, by=SYSTEM)
    at = world.there if state == "elsewhere" else world.here
    mentor = getattr(world, MENTORS[state]) if state in MENTORS else staff("mentor")
    match = matched(person, mentor, at)
    held = say(match.thread, person.user, PHONE)
    other = proposed(person, staff("mentor"), at)
    return {
        "thread": match.thread,
        "hold": held.holds.get(),
        "match": match,
        "proposal": other,
        "mentor_row": mentor.mentor,
    }
