"""Very many messages at once: each arrives once (F18), and the one that is urgent is seen first."""

import itertools
import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from justice_portal.access import SYSTEM
from justice_portal.models import AuditEvent
from mentoring.models import Hold, Message, MessagePolicy, Rule
from mentoring.screening.actions import load_first_rules
from tests.factories import PersonFactory, let_read, sign_in_for, staff
from tests.justice_portal.jobs.machines import Machines
from tests.mentoring.pairs import PHONE, matched, say, vetted_mentor
from tests.signing_in import sign_in
from tests.world import build_world

pytestmark = pytest.mark.proof
WRITERS, THREADS_EACH, MESSAGES_EACH = 8, 3, 417  # 10,008; nobody may send more than 500 a day in a thread
SEEN = ("the cat", "a dog", "my nan", "the sea", "a bus", "the park", "our team", "my son", "the yard", "a book", "the rain",
        "my hat", "a song", "the moon", "some tea", "the gate", "a bird", "my boots", "the shop", "a film", "the stars")  # fmt: skip
BODIES = [f"Today I saw {one} and {other}." for one, other in itertools.product(SEEN, repeat=2)]


@pytest.fixture
def machines(transactional_db, tmp_path):
    made = Machines(tmp_path)
    yield made
    made.stop()


def test_f18_ten_thousand_messages_sent_twice_arrive_once_while_workers_die(machines):
    world = build_world()
    load_first_rules(Rule, by=SYSTEM)
    MessagePolicy.objects.create(establishment=world.here, most_a_day=500)
    writers = [writer(world, number) for number in range(WRITERS)]
    worker = machines.worker(processes=2)
    ended, faults = threading.Event(), []

    def kill():
        while not ended.wait(1):
            for child in machines.children(worker):
                machines.kill(child)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        all_at_once([lambda one=one: send_all(one, faults) for one in writers])
    finally:
        ended.set()
        killer.join()
    assert faults == []
    sent = Message.objects.filter(delivered_at__isnull=False, status="passed")
    assert sent.count() == Message.objects.count() == WRITERS * THREADS_EACH * MESSAGES_EACH
    assert AuditEvent.objects.filter(event="messages.message_sent").count() == sent.count()
    for _client, thread in itertools.chain(*writers):
        assert sorted(sent.filter(thread=thread).values_list("body", flat=True)) == sorted(BODIES[:MESSAGES_EACH])


def writer(world, number):
    """Three people with a mentor: of each, the tablet that they are signed in on, and the thread."""
    mentor = staff("mentor", name=f"Mentor {number}")
    vetted_mentor(mentor, world.here)
    found = []
    for _one in range(THREADS_EACH):
        person = PersonFactory(establishment=world.here, wing=world.wing)
        thread = matched(person, mentor, world.here).thread
        found.append((sign_in(Client(), person.user), thread.pk))
    return found


def send_all(places, faults):
    """Each page is sent twice with what stood in it, as by somebody who taps again."""
    try:
        for body, (client, thread) in itertools.product(BODIES[:MESSAGES_EACH], places):
            fields = {"key": str(uuid4()), "body": body}
            for _twice in range(2):
                answer = client.post(f"/messages/{thread}/", fields)
                if answer.status_code != 302:
                    faults.append((answer.status_code, body))
                    return
    finally:
        connection.close()


def all_at_once(works):
    running = [threading.Thread(target=work) for work in works]
    for one in running:
        one.start()
    for one in running:
        one.join()


@pytest.mark.django_db
def test_t48_of_five_thousand_messages_the_urgent_one_is_first(world, rules):
    """By the rule that fired, then by waiting time; one who buries the queue waits behind the others."""
    MessagePolicy.objects.create(establishment=world.here, most_a_day=20)
    let_read(world.moderator, world.here)
    loud, quiet = PersonFactory(establishment=world.here), PersonFactory(establishment=world.here)
    for person in (loud, quiet):
        sign_in_for(person)
    flood = matched(loud, world.mentor, world.here).thread
    for number in range(5000):
        say(flood, loud.user, f"Call me on 07700 900{number % 1000:03}.")
    usual = say(matched(quiet, world.mentor, world.here).thread, quiet.user, PHONE)
    urgent = say(matched(world.someone, world.mentor, world.here).thread, world.mentor, "I know where you live")
    assert Hold.objects.waiting().count() == 5002
    turn = list(Hold.objects.visible_to(world.moderator).waiting().in_turn().values_list("message", "rank"))
    assert len(turn) == 5002
    assert turn[0] == (urgent.pk, Hold.Rank.URGENT)
    others = [message for message, rank in turn if rank == Hold.Rank.USUAL]
    assert usual.pk in others
    assert len(others) == 21, "the twenty that everybody may send, and the one of somebody else"
    assert {rank for _message, rank in turn[22:]} == {Hold.Rank.MANY}
