"""Sending, delivering, reading: and nothing else reaches the other of the two."""

import ast
import threading
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, connection, transaction

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from mentoring.matching.actions import end_match, pause_match
from mentoring.mentors.actions import renew_vetting
from mentoring.messages.actions import open_thread
from mentoring.messages.delivery import deliver
from mentoring.models import Hold, Mentor, Message, Rule
from mentoring.screening.actions import load_first_rules
from rehab.care.models import CareAlert
from tests.mentoring.pairs import PHONE, matched, say
from tests.world import build_world

ROOT = Path(__file__).resolve().parents[3]


def events(name):
    return AuditEvent.objects.filter(event=name)


def test_a_clean_message_is_delivered_at_once(world, thread):
    sent = say(thread, world.person, "Hello, how are you?")
    assert (sent.status, sent.read_at) == ("passed", None)
    assert sent.delivered_at
    assert not sent.holds.exists()
    event = events("messages.message_sent").get()
    assert event.by_id == world.person.pk
    assert event.subjects == [world.someone.pk]
    assert "Hello" not in str(event.facts)


def test_a_message_with_a_phone_number_waits_and_says_why(world, thread):
    sent = say(thread, world.person, PHONE)
    assert (sent.status, sent.delivered_at) == ("held", None)
    hold = sent.holds.get()
    assert hold.made_in == world.here
    assert hold.why == [
        "It looks like a phone number. Please do not share phone numbers here.",
        "It has a long number in it. It may be a phone or bank number.",
    ]
    found = hold.findings[0]
    assert PHONE[found["start"] : found["end"]] == "07700 900123"
    assert "07700" not in str(events("messages.message_sent").get().facts)


def test_without_any_rules_each_message_waits(world):
    match = matched(world.someone, world.mentor, world.here)
    hold = say(match.thread, world.person, "Hello").holds.get()
    assert hold.why == ["For now, someone reads every message first."]


def test_a_changed_rule_counts_from_the_next_message_on(world, thread, rules):
    assert say(thread, world.person, "I like marmalade").status == "passed"
    rule = Rule.objects.create(name="Jam", kind="word", words="marmalade", reason="It has jam in it.")
    assert say(thread, world.person, "I like marmalade").status == "held"
    Rule.objects.filter(pk=rule.pk).update(is_active=False)  # however it is changed
    assert say(thread, world.person, "I like marmalade").status == "passed"


def test_the_same_page_sent_twice_is_one_message(world, thread):
    key = uuid4()
    first, again = (say(thread, world.person, "Hello", key) for _n in range(2))
    assert first == again
    assert Message.objects.count() == 1
    assert events("messages.message_sent").count() == 1


def test_the_same_words_from_another_page_are_another_message(world, thread):
    say(thread, world.person, "Hello")
    say(thread, world.person, "Hello")
    assert Message.objects.count() == 2


def test_words_changed_on_an_old_page_are_not_lost(world, thread):
    key = uuid4()
    say(thread, world.person, "Hello", key)
    for _n in range(2):
        say(thread, world.person, "Hello, and thank you", key)
    assert sorted(Message.objects.values_list("body", flat=True)) == ["Hello", "Hello, and thank you"]


def test_the_key_of_somebody_elses_message_says_nothing_and_takes_nothing(world, thread):
    other = matched(world.people["elsewhere"], world.mentor_elsewhere, world.there)
    theirs = say(other.thread, world.person_elsewhere, "A secret")
    mine = say(thread, world.person, "Hello", theirs.pk)
    assert mine.pk != theirs.pk
    assert mine.thread == thread
    theirs.refresh_from_db()
    assert theirs.body == "A secret"


@pytest.mark.parametrize(
    "who", ["person_elsewhere", "mentor_elsewhere", "manager", "moderator", "pom", "administrator", "family"]
)
def test_only_the_two_write_in_their_thread(world, thread, who):
    with pytest.raises(PermissionDenied):
        say(thread, getattr(world, who))
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda match: pause_match(match, reason="away", by=SYSTEM), "on a break"),
        (lambda match: end_match(match, reason="planned", by=SYSTEM), "has ended"),
        (
            lambda match: renew_vetting(
                Mentor.objects.get(user=match.mentor), vetted_until_on=clock.today() - timedelta(days=1), by=SYSTEM
            ),
            "cannot get messages now",
        ),
    ],
)
def test_nobody_writes_in_a_thread_that_is_closed(world, match, change, says):
    change(match)
    with pytest.raises(DomainError, match=says):
        say(match.thread, world.person)
    assert not Message.objects.exists()
    assert not events("messages.message_sent").exists()


def test_hidden_marks_are_refused_by_the_action_too(world, thread):
    with pytest.raises(DomainError, match="hidden mark"):
        say(thread, world.person, "Hello\u200bthere")
    assert not Message.objects.exists()


def test_a_message_that_is_not_delivered_is_its_authors_alone(world, thread):
    sent = say(thread, world.person, PHONE)
    assert list(Message.objects.visible_to(world.person)) == [sent]
    assert not Message.objects.visible_to(world.mentor).exists()


def test_reading_marks_what_was_delivered_and_is_recorded(world, thread):
    say(thread, world.person, "Hello")
    say(thread, world.person, PHONE)
    assert open_thread(thread, by=world.mentor) == 1
    assert open_thread(thread, by=world.mentor) == 0
    assert Message.objects.exclude(read_at=None).get().body == "Hello"
    assert events("messages.thread_viewed").filter(by_id=world.mentor.pk, subjects=[world.someone.pk]).count() == 2


def test_the_one_who_wrote_does_not_mark_their_own_as_read(world, thread):
    say(thread, world.person, "Hello")
    assert open_thread(thread, by=world.person) == 0


def test_the_reader_is_told_without_a_word_of_content(world, thread):
    say(thread, world.person, "Marmalade")
    notice = Notice.objects.get(user=world.mentor)
    assert "Marmalade" not in notice.text
    assert world.someone.given_name not in notice.text
    open_thread(thread, by=world.mentor)
    notice.refresh_from_db()
    assert notice.read_at


def test_nobody_is_told_of_a_held_message(world, thread):
    say(thread, world.person, PHONE)
    assert not Notice.objects.exists()


def test_t17_after_the_match_ended_nobody_is_told(world, match):
    say(match.thread, world.person, "Hello")
    end_match(match, reason="planned", by=SYSTEM)
    Notice.objects.all().delete()
    with pytest.raises(DomainError):
        say(match.thread, world.person)
    assert not Notice.objects.exists()


def test_t45_words_that_changed_after_approval_are_not_delivered(world, thread):
    sent = say(thread, world.person, PHONE)
    approved = sent.fingerprint()
    Message.objects.filter(pk=sent.pk).update(body="Something else")
    changed = Message.objects.get(pk=sent.pk)
    with pytest.raises(DomainError, match="words have changed"):
        deliver(changed, approved=approved)
    changed.refresh_from_db()
    assert (changed.status, changed.delivered_at) == ("held", None)


def test_t45_delivered_words_stay_as_they_are(world, thread):
    sent = say(thread, world.person, "Hello")
    with pytest.raises(InternalError, match="delivered_words_stay"), transaction.atomic():
        Message.objects.filter(pk=sent.pk).update(body="Goodbye")


def test_the_database_holds_what_must_never_be(world, thread):
    sent = say(thread, world.person, PHONE)
    for wrong in (
        {"delivered_at": clock.now()},
        {"status": "passed"},
        {"read_at": clock.now()},
        {"body": "x" * 2001},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(pk=sent.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(message=sent, made_in=world.here)


def test_t63_only_deliver_writes_delivered_at():
    """Each place in mentoring that gives delivered_at a value; seeding writes history that never happened."""
    writers = set()
    for path in sorted((ROOT / "mentoring").rglob("*.py")):
        if {"migrations"} & set(path.parts) or path.name == "seeding.py":
            continue
        tree = ast.parse(path.read_text())
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                is_keyword = isinstance(node, ast.keyword) and node.arg == "delivered_at"
                is_assigned = (
                    isinstance(node, ast.Attribute) and node.attr == "delivered_at" and isinstance(node.ctx, ast.Store)
                )
                if (is_keyword and not isinstance(node.value, ast.Constant)) or is_assigned:
                    writers.add(f"{path.name}:{function.name}")
    assert writers == {"delivery.py:deliver"}


def test_words_of_distress_hold_nothing_and_tell_staff_of_the_place(world, thread):
    sent = say(thread, world.person, "I do not want to live like this. I want to die.")
    assert sent.status == "passed"
    told = {notice.user for notice in Notice.objects.filter(kind="care.concern")}
    assert told == {world.safer_custody}
    notice = Notice.objects.filter(kind="care.concern").first()
    assert "die" not in notice.text
    assert CareAlert.objects.get(pk=notice.about_id).causes.get().source_id == str(sent.pk)
    event = events("care.concern_raised").get()
    assert event.subjects == [world.someone.pk]
    assert sorted(event.facts["told"]) == sorted(str(user.pk) for user in told)


def test_distress_in_a_held_message_is_told_at_once_too(world, thread):
    assert say(thread, world.person, f"I want to die. {PHONE}").status == "held"
    assert Notice.objects.filter(kind="care.concern").count() == 1


def test_distress_of_a_restricted_person_reaches_those_who_are_named(world, rules):
    person = world.people["restricted"]
    match = matched(person, world.mentor, world.here)
    say(match.thread, person.user, "I want to die")
    assert [notice.user for notice in Notice.objects.filter(kind="care.concern")] == [world.pom]


def test_distress_after_release_reaches_the_probation_officer(world, rules):
    person = world.people["released"]
    match = matched(person, world.mentor, world.here)
    say(match.thread, person.user, "I want to die")
    assert [notice.user for notice in Notice.objects.filter(kind="care.concern")] == [world.com]


def test_a_send_that_fails_leaves_no_trace(world, thread):
    def send_and_fail():
        with transaction.atomic():
            say(thread, world.person, PHONE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send_and_fail()
    assert not Message.objects.exists()
    assert not Hold.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("body", ["Hello", PHONE])
def test_the_same_page_sent_by_eight_at_once_is_one_message(body):
    world = build_world()
    load_first_rules(Rule, by=SYSTEM)
    thread = matched(world.someone, world.mentor, world.here).thread
    key, gate, faults = uuid4(), threading.Barrier(8), []

    def send():
        try:
            gate.wait()
            say(thread, world.person, body, key)
        except Exception as fault:
            faults.append(fault)
            raise
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _n in range(8)]
    for one in senders:
        one.start()
    for one in senders:
        one.join(60)
    assert faults == []
    assert Message.objects.get().body == body
    assert Hold.objects.count() == (body == PHONE)
    assert events("messages.message_sent").count() == 1
