"""The queue and the decisions: one outcome each, told to the writer, recorded."""

import threading
from collections import Counter
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from justice_portal.access import SYSTEM, Role
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from justice_portal.people.models import NamedAccess, Person
from mentoring.matching.actions import pause_match
from mentoring.models import Hold, Match, Message, Rule
from mentoring.moderation.actions import pass_message, stop_message
from mentoring.screening.actions import load_first_rules
from tests.factories import PersonFactory, grant, staff
from tests.mentoring.pairs import PHONE, matched, say, vetted_mentor
from tests.world import build_world

QUEUE = "/moderation/"


def url(hold, verb=""):
    return reverse(f"moderation:hold{verb}", args=[hold.pk])


def events(name):
    return AuditEvent.objects.filter(event=name)


def test_a_passed_message_is_delivered_and_recorded(world, hold):
    pass_message(hold, seen=hold.message.fingerprint(), by=world.moderator)
    message = Message.objects.get()
    assert message.status == "passed"
    assert message.delivered_at
    assert Message.objects.visible_to(world.mentor).get() == message
    assert Notice.objects.get().user == world.mentor
    event = events("moderation.message_passed").get()
    assert (event.by_id, event.subjects) == (world.moderator.pk, [world.someone.pk])


def test_a_stopped_message_is_told_to_its_writer_only(world, hold):
    stop_message(hold, reason="contact", words="Please leave the number out.", by=world.moderator)
    message = Message.objects.get()
    assert (message.status, message.delivered_at) == ("stopped", None)
    assert [notice.user for notice in Notice.objects.all()] == [world.person]
    event = events("moderation.message_stopped").get()
    assert event.facts["reason"] == "contact"
    assert "number out" not in str(event.facts)


def test_the_same_decision_twice_by_the_same_moderator_is_one(world, hold):
    for _n in range(2):
        stop_message(Hold.objects.get(), reason="contact", words="", by=world.moderator)
    assert events("moderation.message_stopped").count() == 1


def test_the_second_moderator_is_told_what_the_first_decided(world, hold):
    other = staff(Role.MODERATOR, at=world.here)
    stale = Hold.objects.get()
    pass_message(hold, seen=hold.message.fingerprint(), by=world.moderator)
    with pytest.raises(DomainError, match="Another moderator was first. This message was passed on"):
        stop_message(stale, reason="contact", words="", by=other)
    assert Message.objects.get().status == "passed"
    assert not events("moderation.message_stopped").exists()


def test_t45_a_message_whose_words_changed_stays_in_the_queue(world, hold, browse):
    client = browse(world.moderator)
    seen = client.get(url(hold)).content.decode().split('name="seen" value="')[1].split('"')[0]
    Message.objects.update(body="Something quite different 07700 900999")
    answer = client.post(url(hold, "-pass"), {"seen": seen})
    assert answer.status_code == 409
    assert "words have changed" in answer.content.decode()
    assert (Hold.objects.get().status, Message.objects.get().status) == ("waiting", "held")
    assert not events("moderation.message_passed").exists()
    shown = client.get(url(hold)).content.decode()
    assert "Something quite different 07700 900999" in shown
    assert "have changed since they were sent" in shown


@pytest.mark.parametrize(
    "who", ["moderator_elsewhere", "manager", "safer_custody", "administrator", "mentor", "person", "pom"]
)
def test_only_a_moderator_of_the_place_decides(world, hold, who):
    with pytest.raises(PermissionDenied):
        pass_message(hold, seen=hold.message.fingerprint(), by=getattr(world, who))
    assert Hold.objects.get().is_waiting


def test_t47_nobody_decides_about_their_own_match(world, rules, browse):
    """A moderator who is also the mentor sees nothing of it before another moderator has decided."""
    grant(world.moderator, Role.MENTOR)
    vetted_mentor(world.moderator, world.here)
    match = matched(world.someone, world.moderator, world.here)
    for author in (world.person, world.moderator):
        hold = say(match.thread, author, PHONE).holds.get()
        client = browse(world.moderator)
        assert client.get(url(hold)).status_code == 404
        assert client.post(url(hold, "-stop"), {"reason": "contact"}).status_code == 404
        assert PHONE not in client.get(QUEUE).content.decode()
        with pytest.raises(PermissionDenied):
            stop_message(hold, reason="contact", words="", by=world.moderator)
    assert Hold.objects.waiting().count() == 2


def test_a_restricted_case_is_moderated_by_those_named_for_it(world, rules, browse):
    person = world.people["restricted"]
    match = matched(person, world.mentor, world.here)
    hold = say(match.thread, person.user, PHONE).holds.get()
    assert browse(world.moderator).get(url(hold)).status_code == 404
    NamedAccess.objects.create(person=person, user=world.moderator, reason="Moderates it", given_by=world.manager)
    assert browse(world.moderator).get(url(hold)).status_code == 200


def test_a_message_of_someone_who_moved_on_stays_with_the_place_where_it_was_written(world, hold):
    Person.objects.filter(pk=world.someone.pk).update(establishment=world.there, wing=None, cell=None)
    assert Hold.objects.visible_to(world.moderator).exists()
    assert not Hold.objects.visible_to(world.moderator_elsewhere).exists()


def test_a_message_is_not_passed_while_the_match_is_on_a_break(world, hold, browse):
    pause_match(Match.objects.get(), reason="away", by=SYSTEM)
    client = browse(world.moderator)
    shown = client.get(url(hold)).content.decode()
    assert "not writing to each other now" in shown
    answer = client.post(url(hold, "-pass"), {"seen": hold.message.fingerprint()})
    assert answer.status_code == 409
    assert Hold.objects.get().is_waiting
    assert client.post(url(hold, "-stop"), {"reason": "over"}).status_code == 302


def test_the_page_shows_what_was_found_and_what_stood_around_it(world, thread, browse):
    for body in ("One", "Two", "Three", "Four"):
        say(thread, world.mentor, body)
    hold = say(thread, world.person, f"Before it. {PHONE}").holds.get()
    for body in ("Five", "Six", "Seven", "Eight"):
        say(thread, world.mentor, body)
    shown = browse(world.moderator).get(url(hold)).content.decode()
    assert "<mark>07700 900123</mark>" in shown
    assert "It looks like a phone number." in shown
    for near in ("Two", "Three", "Four", "Five", "Six", "Seven"):
        assert f"<p>{near}</p>" in shown
    assert "<p>One</p>" not in shown
    assert "<p>Eight</p>" not in shown


def test_each_reading_is_recorded_with_its_subject(world, hold, browse):
    client = browse(world.moderator)
    client.get(url(hold))
    client.get(QUEUE)
    assert events("moderation.message_viewed").get().subjects == [world.someone.pk]
    assert events("moderation.queue_viewed").get().subjects == [world.someone.pk]


def test_after_the_decision_the_page_says_what_was_decided_and_shows_no_words(world, hold, browse):
    client = browse(world.moderator)
    assert client.post(url(hold, "-pass"), {"seen": hold.message.fingerprint()}).headers["Location"] == QUEUE
    assert "The message was passed on." in client.get(QUEUE).content.decode()
    shown = client.get(url(hold)).content.decode()
    assert "It was passed on" in shown
    assert "07700" not in shown


@pytest.mark.parametrize(
    "data", [{}, {"reason": "nonsense"}, {"reason": "other"}, {"reason": "contact", "words": "x" * 501}]
)
def test_a_stop_without_a_reason_is_asked_for_again_and_keeps_the_words(world, hold, browse, data):
    answer = browse(world.moderator).post(url(hold, "-stop"), data)
    assert answer.status_code == 200
    assert "govuk-error-message" in answer.content.decode()
    assert data.get("words", "")[:20] in answer.content.decode()
    assert Hold.objects.get().is_waiting


def test_a_pass_without_the_fingerprint_changes_nothing(world, hold, browse):
    for seen in ({}, {"seen": "x" * 65}, {"seen": "abc"}):
        assert browse(world.moderator).post(url(hold, "-pass"), seen).status_code == 409
    assert Hold.objects.get().is_waiting


def test_the_queue_has_the_oldest_first_and_pages_by_place(world, thread, browse):
    for number in range(30):
        say(thread, world.person, f"Number {number:02d}. {PHONE}")
    client = browse(world.moderator)
    first = client.get(QUEUE).content.decode()
    assert "30 messages wait" in first
    assert [n for n in range(30) if f"Number {n:02d}" in first] == list(range(25))
    after = first.split('href="?after=')[1].split('"')[0]
    second = client.get(QUEUE, {"after": after}).content.decode()
    assert [n for n in range(30) if f"Number {n:02d}" in second] == list(range(25, 30))
    assert client.get(QUEUE, {"after": "nonsense"}).status_code == 200
    assert client.get(QUEUE, {"after": uuid4()}).status_code == 200


def test_the_queue_costs_the_same_at_any_length(world, rules, browse, same_queries):
    def add():
        person = PersonFactory(establishment=world.here)
        mentor = staff(Role.MENTOR, name="Sam Helper")
        say(matched(person, mentor, world.here).thread, person.user, PHONE)

    assert same_queries(browse(world.moderator), QUEUE, add_row=add) <= 12


def test_an_empty_queue_says_what_will_come(world, browse):
    assert "Nothing waits" in browse(world.moderator).get(QUEUE).content.decode()


def test_marks_survive_odd_findings(world, hold, browse):
    Hold.objects.update(
        findings=[{"rule": "x", "kind": "word", "start": 5, "end": 9999, "english": "Odd.", "welsh": ""}]
    )
    assert "<mark>" in browse(world.moderator).get(url(hold)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_t46_of_two_moderators_at_once_one_decides():
    """40 races here; the full 200 are for `make proof`."""
    races(40)


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_t46_two_hundred_races_have_two_hundred_outcomes():
    races(200)


def races(count):
    world = build_world()
    load_first_rules(Rule, by=SYSTEM)
    other = staff(Role.MODERATOR, at=world.here)
    thread = matched(world.someone, world.mentor, world.here).thread
    holds = [say(thread, world.person, f"{number} {PHONE}").holds.get() for number in range(count)]
    refused, gate = Counter(), threading.Barrier(2)

    def decide(moderator, act, **given):
        try:
            for hold in holds:
                mine = Hold.objects.select_related("message__thread__match").get(pk=hold.pk)
                extra = {"seen": mine.message.fingerprint()} if act is pass_message else {}
                gate.wait()
                try:
                    act(mine, **given, **extra, by=moderator)
                except DomainError:
                    refused[hold.pk] += 1
        finally:
            connection.close()

    both = [
        threading.Thread(target=decide, args=(world.moderator, pass_message)),
        threading.Thread(target=decide, args=(other, stop_message), kwargs={"reason": "contact", "words": ""}),
    ]
    for thread_of_moderator in both:
        thread_of_moderator.start()
    for thread_of_moderator in both:
        thread_of_moderator.join(120)
    assert set(refused.values()) == {1}
    assert len(refused) == count
    for hold in Hold.objects.select_related("message"):
        assert hold.status == hold.message.status in {"passed", "stopped"}
    decided = AuditEvent.objects.filter(event__in=["moderation.message_passed", "moderation.message_stopped"])
    assert decided.count() == count
