"""Rows for the access matrix."""

from datetime import time, timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from mentoring.models import (
    Draft,
    FreeHour,
    Hold,
    MatchGoal,
    MentorApplication,
    MentorHours,
    MentoringSession,
    MentorInterest,
    MessageTranslation,
    Recheck,
    Rule,
)
from mentoring.screening.actions import load_first_rules
from tests.factories import let_read, staff
from tests.mentoring.pairs import PHONE, matched, proposed, say, wished, with_photo
from tests.mentoring.sessions.booking import slot_of

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


def sessions(match, place):
    """One booked ahead, one over, one that took place with words of each kind."""
    slot = slot_of(place, weekday=0)
    FreeHour.objects.create(mentor=match.mentor.mentor, weekday=0, starts=time(9), ends=time(17))
    said = {"next_step": "again", "shared_note": "Some words", "note_state": "shared", "staff_note": "Some words"}
    of = {"match": match, "person": match.person, "mentor": match.mentor, "slot": slot, "kind": "meet"}
    of["made_in"] = match.made_in
    hour, now = timedelta(hours=1), clock.now()
    ahead = MentoringSession.objects.create(**of, starts_at=now + 24 * hour, ends_at=now + 25 * hour)
    kept = MentoringSession.objects.create(
        **of, **said, status="kept", said_at=now, starts_at=now - 25 * hour, ends_at=now - 24 * hour
    )
    held = {**said, "shared_note": "", "held_note": "Some words", "note_state": "held"}
    waits = MentoringSession.objects.create(
        **of, **held, status="kept", said_at=now, starts_at=now - 49 * hour, ends_at=now - 48 * hour
    )
    return {"session": ahead, "kept_session": kept, "held_session": waits, "visit_slot": slot}


def drawn(thread, person):
    """A decision that the lot fell on."""
    hold = say(thread, person.user, PHONE).holds.get()
    Hold.objects.filter(pk=hold.pk).update(status="passed", decided_at=clock.now(), decided_by=staff("moderator"))
    return Recheck.objects.create(hold=hold)


def translated(thread, mentor, held):
    """A message that arrived, and one that waits, which somebody is to type in another language."""
    of = {"message": held, "language": "pl", "of_hash": held.content_hash, "asked_by": mentor}
    arrived, now = say(thread, mentor, "I can do it."), clock.now()
    done = {"typed_by": staff("moderator"), "typed_at": now, "checked_by": staff("moderator"), "checked_at": now}
    MessageTranslation.objects.create(
        message=arrived,
        language="pl",
        of_hash=arrived.content_hash,
        asked_by=mentor,
        status="checked",
        words="Dam rady.",
        **done,
    )
    return {
        "delivered_message": arrived,
        "message_translation": MessageTranslation.objects.create(**of),
    }


def rows(world, state, person):
    load_first_rules(Rule, by=SYSTEM)
    at = world.there if state == "elsewhere" else world.here
    mentor = getattr(world, MENTORS[state]) if state in MENTORS else staff("mentor")
    match = matched(person, mentor, at)
    held = say(match.thread, person.user, PHONE)
    shown = with_photo(match.thread, person.user, "I can do it.")
    other = proposed(person, staff("mentor"), at)
    return {
        "thread": match.thread,
        "hold": held.holds.get(),
        "prison_of_match": at,
        "reading_authority": let_read(staff("moderator"), at),
        "held_message": held,
        "message_photo": shown.photo,
        **translated(match.thread, mentor, held),
        "recheck": drawn(match.thread, person),
        "message_draft": Draft.objects.create(thread=match.thread, author=person.user, words="words"),
        "match": match,
        "proposal": other,
        "says": "yes",
        "application": applied(mentor, at, "volunteer"),
        "own_application": applied(person.user, at, "peer"),
        "match_goal": MatchGoal.objects.create(match=match, goal="job", status="agreed", asked_by=mentor),
        "match_goal_to": "dropped",
        "match_review": reviewed(match),
        "wish": wished(person),
        **sessions(match, at),
        "note_state": "shared",
        "interest": MentorInterest.objects.create(
            establishment=at, name="Sam", email=f"{state}@volunteer.invalid", why="words"
        ),
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
