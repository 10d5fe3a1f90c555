"""Rows for the access matrix."""

from justice_portal import clock
from justice_portal.access import SYSTEM
from mentoring.models import MatchGoal, MentorApplication, MentorHours, Rule
from mentoring.screening.actions import load_first_rules
from tests.factories import staff
from tests.mentoring.pairs import PHONE, matched, proposed, say, wished

MENTORS = {"here": "mentor", "elsewhere": "mentor_elsewhere"}


def applied(user, at, kind):
    about = {"called": "Sam", "why": "words", "referees": "words", "languages": ["en"], "helps_with": ["work"]}
    return MentorApplication.objects.create(user=user, establishment=at, kind=kind, **about)


def reviewed(match):
    """Its first review, near, with words of both, and a held one before."""
    rows = match.reviews.order_by("due_on")
    held = {"held_at": clock.now(), "outcome": "goes_on", "summary": "Some words"}
    rows.filter(kind="week_26").update(**held)
    rows.filter(kind="week_6").update(due_on=clock.today(), person_words="Some words", mentor_words="Some words")
    return rows.get(kind="week_6")


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
        "says": "yes",
        "application": applied(mentor, at, "volunteer"),
        "own_application": applied(person.user, at, "peer"),
        "match_goal": MatchGoal.objects.create(match=match, goal="job", status="agreed", asked_by=mentor),
        "match_goal_to": "dropped",
        "match_review": reviewed(match),
        "wish": wished(person),
        "mentor_row": mentor.mentor,
        "mentor_hours": MentorHours.objects.create(
            mentor=mentor.mentor,
            what="travel",
            done_on=clock.today(),
            minutes=40,
            pence=460,
            cost_note="Bus",
            cost="asked",
        ),
        "mentor_cost": "agreed",
    }
