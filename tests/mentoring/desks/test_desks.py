"""The supervisor's desk and the mentor's: what needs each, why, in which order, and at the same cost for any number."""

from datetime import timedelta

from django.urls import reverse

from justice_portal import clock
from mentoring.desks.figures import reasons, with_needs
from mentoring.models import Match, Mentor, MentoringSession, SupervisionTalk
from tests.factories import PersonFactory, staff
from tests.mentoring.pairs import matched, reviewed_on, say, vetted_mentor
from tests.mentoring.sessions.booking import bookable, booked, over, slot_of

DESK = reverse("desks:supervisor")


def calm(mentor, by):
    """A talk this week: nothing else is due about them."""
    return SupervisionTalk.objects.create(mentor=mentor, held_on=clock.today(), words="Fine", by=by)


def needs(mentor):
    found = with_needs(Mentor.objects.filter(pk=mentor.pk)).first()
    return [words for _sign, words in reasons(found)] if found else []


def past(match, days=1, **more):
    starts = clock.now() - timedelta(days=days)
    span = {"starts_at": starts, "ends_at": starts + timedelta(minutes=45)}
    slot = slot_of(match.made_in, weekday=0, where=f"Room {days}")
    who = {"match": match, "person": match.person, "mentor": match.mentor}
    return MentoringSession.objects.create(**who, slot=slot, kind="meet", **span, **more)


def test_the_desk_says_why_each_mentor_needs_somebody_and_nothing_of_who_does_not(world, match, browse):
    mentor = match.mentor.mentor
    assert needs(mentor) == ["No talk with their worker yet."]
    calm(mentor, world.manager)
    assert needs(mentor) == []
    manager = browse(world.manager)
    assert "Nobody needs you now" in manager.get(DESK).text
    past(match, 1, status="missed", missed_why="not_let")
    past(match, 2)
    past(match, 3, status="kept", mood="awful")
    past(match, 4, status="kept", note_state="held", held_note="Some words")
    reviewed_on(match, clock.today())
    Mentor.objects.update(vetted_until_on=clock.today() + timedelta(days=5))
    assert needs(mentor) == [
        "The vetting ends in 5 days.",
        "1 note waits for you to read it first.",
        "1 time was not good for the person.",
        "1 time is over, and what came of it is not written down.",
        "1 time did not take place in 4 weeks.",
        "1 review is due.",
    ]
    Mentor.objects.update(vetted_until_on=clock.today() - timedelta(days=1))
    shown = manager.get(DESK).text
    assert "The vetting has ended. They cannot write or meet." in shown
    assert match.person.called not in shown
    assert "not let out" in manager.get(reverse("desks:of-mentor", args=[mentor.pk])).text


def test_a_match_is_quiet_until_somebody_writes_meets_or_books(world, match, thread):
    mentor = match.mentor.mentor
    calm(mentor, world.manager)
    Match.objects.update(started_at=clock.now() - timedelta(days=60))
    quiet = ["1 match is quiet for 3 weeks."]
    assert needs(mentor) == quiet
    kept = past(match, 2, status="kept")
    assert needs(mentor) == []
    kept.delete()
    one = booked(bookable(match, world.here))
    assert needs(mentor) == []
    over(one, status="cancelled", off_why="mentor")
    assert needs(mentor) == quiet
    say(thread, world.person)
    assert needs(mentor) == []


def test_a_worker_sees_the_mentors_they_look_after_and_only_times_of_people_in_reach(world, match, browse):
    worker, mentor = staff("key_worker", at=world.here), match.mentor.mentor
    past(match, 1, status="missed", missed_why="ill")
    client, page = browse(worker), reverse("desks:of-mentor", args=[mentor.pk])
    assert "You look after 0 mentors." in client.get(DESK).text
    assert client.get(page).status_code == 404
    Mentor.objects.filter(pk=mentor.pk).update(supervisor=worker)
    shown = client.get(DESK).text
    assert "1 time did not take place" in shown
    assert "wait for a mentor" not in shown
    assert str(match.person) not in client.get(page).text
    Mentor.objects.filter(pk=mentor.pk).update(supervisor=world.key_worker)
    assert str(match.person) in browse(world.key_worker).get(page).text
    for user in (world.tutor, world.mentor, world.administrator):
        assert browse(user).get(DESK).status_code == 403


def test_the_mentors_desk_says_what_to_do_now_and_goes_quiet_when_it_is_done(world, match, thread, browse):
    client, page = browse(world.mentor), reverse("desks:mentor")
    assert "Say when you are free" in client.get(page).text
    ahead = booked(bookable(match, world.here))
    late = past(match, 1)
    say(thread, world.person)
    shown = client.get(page).text
    for words in (
        "Write down what came of it",
        "1 new message",
        reverse("sessions:outcome", args=[late.pk]),
        ahead.get_absolute_url(),
    ):
        assert words in shown
    late.delete()
    client.get(reverse("mentoring:thread", args=[thread.pk]))
    assert "Nothing to do now" in client.get(page).text
    Mentor.objects.update(vetted_until_on=clock.today() - timedelta(days=1))
    assert match.person.called not in client.get(page).text


def test_desks_cost_the_same_for_any_length(world, match, thread, browse, same_queries):
    def add_mentor():
        user = staff("mentor")
        vetted_mentor(user, world.here, days=5)
        past(matched(PersonFactory(establishment=world.here), user, world.here), status="missed", missed_why="ill")

    def add_person():
        past(matched(PersonFactory(establishment=world.here), world.mentor, world.here), Match.objects.count() + 1)

    same_queries(browse(world.manager), DESK, add_row=add_mentor, more=3)
    same_queries(browse(world.mentor), reverse("desks:mentor"), add_row=add_person, more=3)
