"""T38: whatever anybody does in whatever order, nothing is delivered between two who are kept apart."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.protected.actions import clear_connection, shut_connection, shut_out
from justice_portal.protected.models import Connection
from mentoring.matching.actions import end_match, pause_match, resume_match, start_match
from mentoring.messages.actions import open_thread, send_message, send_on
from mentoring.messages.drafts.actions import keep_draft
from mentoring.messages.held.actions import ask_second_look, change_message, withdraw_message
from mentoring.models import Hold, Match, Message, MessagePolicy
from mentoring.moderation.actions import give_up, pass_in_part, pass_message, stop_message
from tests.factories import PersonFactory, let_read, sign_in_for, staff
from tests.mentoring.pairs import PHONE, answered, matched, proposed, say, vetted_mentor

BODIES = st.sampled_from(["Hello, how are you?", PHONE, "I know where you live", "See you on Monday."])
NTH = st.integers(0, 30)
SIDE = st.booleans()


def test_t38_a_row_that_nobody_told_of_closes_the_thread_at_once(world, thread, hold):
    """The match still runs, since no event was sent; the one function that delivers asks for itself."""
    Connection.objects.create(user=world.mentor, person=world.someone, status="shut", source="rule")
    for writer in (world.mentor, world.person):
        with pytest.raises(DomainError, match="on a break"):
            say(thread, writer)
    with pytest.raises(DomainError, match="on a break"):
        pass_message(hold, seen=hold.message.fingerprint(), by=world.moderator)
    assert not Message.objects.filter(delivered_at__isnull=False).exists()


class Talk(RuleBasedStateMachine):
    """Two people with two mentors do all that can be done with messages, while pairs are kept apart and cleared again."""

    world = None

    def __init__(self):
        super().__init__()
        world, self.faults = self.world, []
        self.pairs = [(person, mentor) for person in world.inside for mentor in world.mentors]
        for match in Match.objects.live():
            self._tried(end_match, match, reason="planned", by=SYSTEM)
        Connection.objects.all().delete()
        for person, mentor in self.pairs:
            self._tried(matched, person, mentor, world.here)
        self.seen = set(Message.objects.filter(delivered_at__isnull=False).values_list("pk", flat=True))

    def _tried(self, act, *args, **given):
        """What the product refuses, it refuses; anything else is a fault of it."""
        try:
            return act(*args, **given)
        except (DomainError, PermissionDenied, IntegrityError):
            return None

    def _match(self, nth):
        rows = [*Match.objects.live().order_by("pk"), *Match.objects.filter(status="ended").order_by("pk")[:1]]
        return rows[nth % len(rows)]

    def _message(self, nth):
        mine = Message.objects.filter(thread__match__in=Match.objects.live())
        rows = list(mine.select_related("thread__match", "author").order_by("pk")[:12])
        return rows[nth % len(rows)] if rows else None

    def _hold(self, nth):
        mine = Hold.objects.filter(message__thread__match__in=Match.objects.live())
        rows = list(mine.select_related("message__thread__match").order_by("-status", "pk")[:8])
        return rows[nth % len(rows)] if rows else None

    @rule(nth=NTH, side=SIDE, body=BODIES)
    def send(self, nth, side, body):
        match = self._match(nth)
        if not hasattr(match, "thread"):
            return
        by = match.mentor if side else match.person.user
        self._tried(say, match.thread, by, body)

    @rule(nth=NTH, body=BODIES)
    def send_again_or_change(self, nth, body):
        if message := self._message(nth):
            self._tried(send_message, message.thread, key=message.pk, body=body, by=message.author)
            self._tried(change_message, message, key=uuid4(), body=body, by=message.author)

    @rule(nth=NTH)
    def take_back_or_ask_again(self, nth):
        if message := self._message(nth):
            self._tried(withdraw_message if nth % 2 else ask_second_look, message, by=message.author)

    @rule(nth=NTH, late=SIDE)
    def keep_or_send_on(self, nth, late):
        if message := self._message(nth):
            if late:
                self._tried(send_on, message, by=SYSTEM)
            else:
                self._tried(keep_draft, message.thread, words="Later.", by=message.author)
                self._tried(open_thread, message.thread, by=message.author)

    @rule(nth=NTH, what=st.sampled_from(["pass", "part", "stop", "give up"]), other=SIDE)
    def decide(self, nth, what, other):
        if not (hold := self._hold(nth)):
            return
        by, seen = self.world.moderators[other], hold.message.fingerprint()
        if what == "pass":
            self._tried(pass_message, hold, seen=seen, by=by)
        elif what == "part":
            self._tried(pass_in_part, hold, seen=seen, leave_out=[(0, 4)], reason="contact", words="", by=by)
        elif what == "stop":
            self._tried(stop_message, hold, reason="contact", words="", by=by)
        else:
            self._tried(give_up, hold, by=SYSTEM)

    @rule(nth=NTH, what=st.sampled_from(["pause", "resume", "resume", "end", "again", "again"]))
    def move_match(self, nth, what):
        match = self._match(nth)
        if what == "pause":
            self._tried(pause_match, match, reason="away", by=SYSTEM)
        elif what == "resume":
            self._tried(resume_match, match, by=SYSTEM)
        elif what == "end":
            self._tried(end_match, match, reason="planned", by=SYSTEM)
        elif new := self._tried(proposed, match.person, match.mentor, self.world.here):
            self._tried(start_match, answered(new), by=SYSTEM)

    @rule(nth=NTH, how=st.sampled_from(["manager", "rule", "silent"]))
    def keep_apart(self, nth, how):
        person, mentor = self.pairs[nth % len(self.pairs)]
        if how == "silent":  # a row that came past the code: nobody is told of it
            Connection.objects.update_or_create(
                person=person, user=mentor, defaults={"source": "rule", "status": "shut"}
            )
        elif how == "manager":
            self._tried(shut_out, person, user=mentor, relation="family", by=self.world.manager)
        elif known := Connection.objects.filter(person=person, user=mentor).first():
            self._tried(shut_connection, known, by=self.world.manager)

    @rule(nth=NTH)
    def clear(self, nth):
        person, mentor = self.pairs[nth % len(self.pairs)]
        if known := Connection.objects.shut().filter(person=person, user=mentor).first():
            self._tried(clear_connection, known, by=self.world.manager)

    @rule(nth=NTH, holds=SIDE)
    def other_rules(self, nth, holds):
        MessagePolicy.objects.update_or_create(establishment=self.world.here, defaults={"holds_all": holds})
        event = ("corrected", "alerts", "connections")[nth % 3]
        for person in self.world.inside:
            person_changed.send(Person, person=Person.objects.get(pk=person.pk), event=event, movement=None)

    @invariant()
    def nothing_came_through(self):
        delivered = Message.objects.filter(delivered_at__isnull=False).exclude(pk__in=self.seen)
        for message in delivered.select_related("thread__match"):
            pair = {"person": message.thread.person_id, "user": message.thread.match.mentor_id}
            assert not Connection.objects.shut().filter(**pair).exists(), "delivered between two who are kept apart"
            self.seen.add(message.pk)


def play(world, examples, steps):
    other = PersonFactory(establishment=world.here, wing=world.wing)
    sign_in_for(other)
    world.inside = [world.someone, other]
    world.mentors = [world.mentor, staff("mentor", name="Second Mentor")]
    vetted_mentor(world.mentors[1], world.here)
    world.moderators = [world.moderator, staff("moderator", at=world.here)]
    for one in world.moderators:
        let_read(one, world.here)
    Talk.world = world
    machine = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    with clock.held(clock.now()):
        run_state_machine_as_test(Talk, settings=machine)


def test_t38_nothing_is_delivered_between_two_who_are_kept_apart(world, rules):
    play(world, examples=3, steps=15)


@pytest.mark.proof
def test_t38_nothing_in_ten_thousand_steps(world, rules):
    play(world, examples=200, steps=50)
    assert Message.objects.filter(delivered_at__isnull=False).count() > 100, "the two who may write do so"
