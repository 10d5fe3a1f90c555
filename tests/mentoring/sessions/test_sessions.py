"""Sessions through the front door: booking, calling off, what came of it; and what no booking gets past (T38, T52, T53, T54)."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.models import Notice
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from mentoring.matching.actions import end_match, pause_match
from mentoring.models import FreeHour, Match, Mentor, MentorHours, MentoringSession, VisitSlot
from mentoring.sessions.actions import call_off, remind, say_outcome
from mentoring.sessions.nightly import call_off_what_cannot_be, remind_of_sessions
from mentoring.sessions.openings import openings
from rehab.models import Appointment, CareAlert
from tests.factories import PersonFactory, WingFactory, staff
from tests.mentoring.pairs import matched
from tests.mentoring.sessions.booking import bookable, booked, first_time, free_all_week, over, slot_of

WHY_STOPPED = "Your mentoring is on a break or has ended."


@pytest.fixture
def ready(world, match):
    return bookable(match, world.here)


def told(user, kind):
    return Notice.objects.filter(user=user, kind=f"sessions.{kind}").count()


def book_page(match):
    return reverse("sessions:book", args=[match.pk])


def test_both_and_staff_book_and_a_form_sent_twice_books_once(world, ready, browse):
    person, mentor = browse(world.person), browse(world.mentor)
    shown = person.get(book_page(ready)).text
    assert "Face to face." in shown
    typed = {"key": str(uuid4()), "code": first_time(ready)}
    answers = [person.post(book_page(ready), typed) for _twice in range(2)]
    one = MentoringSession.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [one.get_absolute_url()] * 2
    assert told(world.mentor, "mentor_booked") == 1
    assert told(world.person, "booked") == 0
    assert "Room 2" in person.get(one.get_absolute_url()).text
    for url in (reverse("sessions:mine"), reverse("appointments:mine")):
        assert one.get_absolute_url() in person.get(url).text
    week = mentor.get(reverse("sessions:calendar"), {"on": one.day.isoformat()}).text
    assert one.get_absolute_url() in week
    again = person.post(book_page(ready), {"key": str(uuid4()), "code": typed["code"]})
    assert "This time has gone. Pick another one." in again.text
    for user in (world.mentor, world.manager, world.key_worker):
        sent = browse(user).post(book_page(ready), {"key": str(uuid4()), "code": first_time(ready)})
        assert sent.status_code == 302, user
    assert told(world.person, "booked") == 3
    fifth = mentor.post(book_page(ready), {"key": str(uuid4()), "code": first_time(ready)})
    assert "You have 4 times booked" in fifth.text
    assert AuditEvent.objects.filter(event="sessions.booked", subjects=[world.someone.pk]).count() == 4
    file = person.get(reverse("sessions:calendar-file", args=[one.pk])).content.decode()
    assert f"UID:{one.pk}@justice-portal" in file
    assert "SUMMARY:Appointment" in file
    assert "entor" not in file.replace("/mentoring/", "")


def test_times_are_those_of_both_and_of_nobody_else(world, match):
    mentor = match.mentor.mentor
    tomorrow = clock.today() + timedelta(days=1)
    ours = slot_of(world.here, weekday=tomorrow.weekday(), wing=world.wing)
    slot_of(world.here, weekday=tomorrow.weekday(), wing=WingFactory(establishment=world.here, code="9"))
    slot_of(world.there, weekday=tomorrow.weekday())
    slot_of(world.here, weekday=tomorrow.weekday(), kind="video")  # the estate has no service
    assert openings(match, mentor) == []
    free_all_week(mentor, ends=ours.starts)
    assert openings(match, mentor) == []
    FreeHour.objects.update(ends=ours.ends)
    found = openings(match, mentor)
    assert {one.slot for one in found} == {ours}
    assert [one.day for one in found] == [tomorrow + timedelta(days=7 * week) for week in range(4)]
    Match.objects.filter(pk=match.pk).update(ends_on=tomorrow)
    match.refresh_from_db()
    assert [one.day for one in openings(match, mentor)] == [tomorrow]
    starts = found[0].starts_at + timedelta(minutes=10)
    Appointment.objects.create(
        person=match.person, kind="office", about="key_work", service="Wing office", starts_at=starts,
        ends_at=starts + timedelta(minutes=10),
    )  # fmt: skip
    assert openings(match, mentor) == []


def test_t53_t54_nobody_books_past_the_vetting_or_the_clearance(world, ready):
    mentor, day = ready.mentor.mentor, clock.today() + timedelta(days=2)
    mentor.vetted_until_on = day
    assert {one.day for one in openings(ready, mentor)} == {day - timedelta(days=1), day}
    mentor.vetted_until_on = clock.today() - timedelta(days=1)
    mentor.save()
    with pytest.raises(DomainError, match="You cannot book a time now"):
        booked(ready, code="any")
    mentor.vetted_until_on = clock.today() + timedelta(days=90)
    Person.objects.filter(pk=ready.person_id).update(born_on=clock.today() - timedelta(days=17 * 365))
    mentor.under_18_until_on = clock.today() + timedelta(days=1)
    mentor.save()
    ready.person.refresh_from_db()
    assert {one.day for one in openings(ready, mentor)} == {clock.today() + timedelta(days=1)}
    one = booked(ready)
    Mentor.objects.update(under_18_until_on=None)
    call_off_what_cannot_be()
    one.refresh_from_db()
    assert (one.status, one.off_why) == ("cancelled", "apart")


def test_t38_a_match_that_stops_calls_off_at_once_and_tells_both_neutrally(world, ready, browse):
    first = booked(ready)
    pause_match(ready, reason="safety", by=world.manager)
    first.refresh_from_db()
    assert (first.status, first.off_why) == ("cancelled", "stopped")
    assert told(world.person, "off") == told(world.mentor, "mentor_off") == 1
    with pytest.raises(DomainError, match=WHY_STOPPED):
        booked(ready, code="any")
    shown = browse(world.person).get(first.get_absolute_url()).text
    assert WHY_STOPPED in shown
    assert "safe" not in shown.lower().replace("safer", "")
    Match.objects.filter(pk=ready.pk).update(status="active", pause_reason="")
    ready.refresh_from_db()
    second = booked(ready)
    end_match(ready, reason="safety", by=world.manager)
    second.refresh_from_db()
    assert second.status == "cancelled"
    kinds = list(Notice.objects.filter(kind__startswith="matching.").values_list("kind", "user"))
    assert ("matching.ended", world.person.pk) in kinds
    assert ("matching.mentor_ended", world.mentor.pk) in kinds
    assert browse(world.mentor).get(second.get_absolute_url()).status_code == 404
    assert browse(world.person).get(second.get_absolute_url()).status_code == 200


def test_what_comes_in_between_calls_off_with_its_reason(world, ready, browse):
    def now_off(one):
        one.refresh_from_db()
        return one.status == "cancelled" and one.off_why

    lapses, closes, moves = (booked(ready) for _three in range(3))
    Mentor.objects.update(vetted_until_on=lapses.day - timedelta(days=1))
    call_off_what_cannot_be()
    assert [now_off(one) for one in (lapses, closes, moves)] == ["vetting"] * 3
    Mentor.objects.update(vetted_until_on=clock.today() + timedelta(days=90))
    closes, moves = booked(ready), booked(ready)
    url = reverse("sessions:slot-close", args=[closes.slot_id])
    assert browse(world.manager).post(url).status_code == 302
    assert (now_off(closes), now_off(moves)) == ("place", False)
    Person.objects.filter(pk=ready.person_id).update(establishment=world.there)
    person_changed.send(Person, person=Person.objects.get(pk=ready.person_id), event="moved", movement=None)
    assert now_off(moves) == "moved"
    assert "moved" not in browse(world.mentor).get(moves.get_absolute_url()).text


def test_the_database_refuses_a_second_session_of_one_mentor_one_person_or_one_slot(world, ready):
    one = booked(ready)
    other = matched(PersonFactory(establishment=world.here, wing=world.wing), world.mentor, world.here)
    same = {"slot": one.slot, "kind": "meet", "match": other, "person": other.person, "mentor": world.mentor}
    span = {"starts_at": one.starts_at + timedelta(minutes=10), "ends_at": one.ends_at + timedelta(minutes=10)}
    elsewhere = slot_of(world.here, weekday=0, where="Room 9")
    for given in ({**same, "slot": elsewhere}, {**same, "person": one.person, "slot": elsewhere, "mentor": world.mentor_elsewhere},
                  {**same, "mentor": world.mentor_elsewhere}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            MentoringSession.objects.create(**given, **span)
    call_off(one, why="place", by=SYSTEM)
    assert MentoringSession.objects.create(**same, **span)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_one_slot_at_once_one_gets_it(world, rules):
    mentors = [staff("mentor") for _four in range(4)]
    matches = [matched(PersonFactory(establishment=world.here), user, world.here) for user in mentors]
    for match in matches:
        free_all_week(match.mentor.mentor)
    slot_of(world.here, weekday=clock.today().weekday())
    code, start, outcomes = first_time(matches[0]), Barrier(4), []

    def run(match):
        start.wait()
        try:
            outcomes.append(booked(match, code=code))
        except DomainError as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[match]) for match in matches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("This time has gone. Pick another one.") == 3
    assert MentoringSession.objects.count() == 1


def test_the_mentor_says_what_came_of_it_and_the_hours_follow(world, ready, browse):
    one, mentor = booked(ready), browse(world.mentor)
    url = reverse("sessions:outcome", args=[one.pk])
    typed = {
        "status": "kept",
        "missed_why": "",
        "next_step": "goal",
        "shared_note": "You did well.",
        "staff_note": "Zzstaff",
    }
    assert "It has not started yet." in mentor.post(url, typed).text
    over(one)
    assert one.get_absolute_url() not in browse(world.person).get(reverse("appointments:mine")).text
    for _twice in range(2):
        assert mentor.post(url, typed).status_code == 302
    assert MentorHours.objects.get(pk=one.pk).minutes == 45
    assert "written down already" in mentor.post(url, {**typed, "next_step": "again"}).text
    person = browse(world.person)
    shown = person.get(one.get_absolute_url()).text
    assert "You did well." in shown
    assert "Zzstaff" not in shown
    assert "Zzstaff" in browse(world.manager).get(one.get_absolute_url()).text
    assert person.post(reverse("sessions:mood", args=[one.pk]), {"mood": "bad"}).status_code == 302
    assert "Not good" in browse(world.key_worker).get(reverse("sessions:of-match", args=[ready.pk])).text
    assert "Not good" not in mentor.get(one.get_absolute_url()).text
    assert person.post(url, typed).status_code == 404
    missed = {**typed, "status": "missed", "shared_note": "", "staff_note": ""}
    assert "Say why it did not take place." in mentor.post(url, missed).text
    assert mentor.post(url, {**missed, "missed_why": "not_let"}).status_code == 302
    assert not MentorHours.objects.filter(pk=one.pk).exists()
    assert "That was not your choice." in person.get(one.get_absolute_url()).text


def test_t63_words_that_the_rules_find_wait_for_staff_and_distress_is_heard(world, ready, browse):
    one = over(booked(ready))
    said = {"status": "kept", "next_step": "again", "shared_note": "Call me on 07700 900123."}
    say_outcome(one, **said, staff_note="She said: I want to die", by=world.mentor)
    assert CareAlert.objects.filter(person=world.someone).exists()
    assert (one.note_state, one.shared_note) == ("held", "")
    person = browse(world.person)
    assert "07700" not in person.get(one.get_absolute_url()).text
    assert told(ready.mentor.mentor.supervisor, "note_waits") == 1
    url = reverse("sessions:note", args=[one.pk, "shared"])
    assert browse(world.key_worker).post(url).status_code == 403
    assert browse(world.mentor).post(url).status_code == 403
    for _twice in range(2):
        assert browse(world.manager).post(url).status_code == 302
    assert "07700" in person.get(one.get_absolute_url()).text


def test_both_are_reminded_once_the_day_before(world, ready):
    one = booked(ready, code=openings(ready, ready.mentor.mentor)[3].code)
    with time_machine.travel(one.starts_at - timedelta(hours=27), tick=False):
        for _twice in range(2):
            remind_of_sessions()
            remind(one, by=SYSTEM)
    assert told(world.person, "tomorrow") == told(world.mentor, "mentor_tomorrow") == 1


def test_calling_off_is_each_ones_own_word_and_safe_to_send_twice(world, ready, browse):
    one = booked(ready)
    url = reverse("sessions:off", args=[one.pk])
    for _twice in range(2):
        assert browse(world.person).post(url).status_code == 302
    one.refresh_from_db()
    assert (one.off_why, told(world.mentor, "mentor_off"), told(world.person, "off")) == ("person", 1, 0)
    two = booked(ready)
    url = reverse("sessions:off", args=[two.pk])
    assert browse(world.manager).post(url, {"why": "vetting"}).status_code == 200
    assert browse(world.manager).post(url, {"why": "place"}).status_code == 302
    assert browse(world.administrator).post(url, {"why": "place"}).status_code == 403
    started = over(booked(ready))
    assert browse(world.person).post(reverse("sessions:off", args=[started.pk])).status_code == 409


def test_managers_keep_times_of_their_own_places_only(world, browse):
    typed = {"key": str(uuid4()), "establishment": str(world.here.pk), "wing": str(world.wing.pk), "kind": "meet",
             "weekday": "1", "starts": "14:00", "ends": "14:45", "where": "Room 1"}  # fmt: skip
    manager = browse(world.manager)
    add = reverse("sessions:slot-add")
    for _twice in range(2):
        assert manager.post(add, typed).status_code == 302
    slot = VisitSlot.objects.get()
    new = {**typed, "key": str(uuid4())}
    assert "kept at that time already" in manager.post(add, {**new, "starts": "14:30", "ends": "15:00"}).text
    assert "no video service" in manager.post(add, {**new, "kind": "video", "where": "Screen"}).text
    assert "must end after" in manager.post(add, {**new, "ends": "13:00"}).text
    assert manager.post(add, {**new, "establishment": str(world.there.pk)}).status_code == 200
    assert manager.post(add, {**new, "wing": str(world.far_wing.pk)}).status_code == 200
    assert VisitSlot.objects.count() == 1
    close = reverse("sessions:slot-close", args=[slot.pk])
    assert browse(world.manager_elsewhere).post(close).status_code == 404
    assert manager.post(close).status_code == 302
    assert "No times are kept yet" in manager.get(reverse("sessions:slots")).text


def test_free_hours_are_the_mentors_own(world, match, browse):
    mentor, url = browse(world.mentor), reverse("sessions:free-hours")
    assert "Write the hours like" in mentor.post(url, {"hours_0": "nine to five"}).text
    assert mentor.post(url, {"hours_0": "09:00-12:30, 13:30-17:00"}).status_code == 302
    assert FreeHour.objects.count() == 2
    assert "09:00-12:30, 13:30-17:00" in mentor.get(url).text


def test_lists_cost_the_same_for_any_length(world, ready, browse, same_queries):
    def add():
        n = MentoringSession.objects.count()
        starts = clock.now() - timedelta(days=n + 1)
        MentoringSession.objects.create(
            match=ready, person=ready.person, mentor=ready.mentor, slot=ready_slot, kind="meet", starts_at=starts,
            ends_at=starts + timedelta(hours=1),
        )  # fmt: skip

    ready_slot = VisitSlot.objects.first()
    for user, url in ((world.mentor, reverse("sessions:calendar")), (world.person, reverse("sessions:mine")),
                      (world.manager, reverse("sessions:of-match", args=[ready.pk]))):  # fmt: skip
        same_queries(browse(user), url, add_row=add, more=3)
