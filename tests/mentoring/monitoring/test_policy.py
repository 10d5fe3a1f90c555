"""How a prison checks messages: changed by two managers, and what it does to a message."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal.access import SYSTEM, Role
from justice_portal.errors import DomainError
from mentoring.matching.actions import pause_match
from mentoring.messages.held.actions import withdraw_message
from mentoring.messages.nightly import send_messages_on
from mentoring.models import Hold, Message, MessagePolicy
from mentoring.monitoring.actions import ask_to_change_policy
from tests.factories import staff
from tests.mentoring.pairs import say
from tests.second_person import agree

GIVEN = {
    "decide_hours": 12,
    "opens_at": "07:00",
    "closes_at": "23:00",
    "most_a_day": 40,
    "recheck_percent": 10,
    "sight_days": 92,
    "holds_staff": True,
    "names_staff": False,
}


def test_t109_two_managers_change_how_messages_are_checked(world, browse):
    address, client = reverse("monitoring:policy", args=[world.here.pk]), browse(world.manager)
    second = staff(Role.MANAGER, at=world.here)
    assert client.post(address, {**GIVEN, "closes_at": "", "reason": "More staff"}).status_code == 200
    assert client.post(address, {**GIVEN, "recheck_percent": 4, "reason": "Less work"}).status_code == 200
    assert client.post(address, {**GIVEN, "reason": "More staff"}).status_code == 302
    assert not MessagePolicy.objects.exists()
    with pytest.raises(DomainError, match="Someone else"):
        agree(world.manager)
    agree(second)
    policy = MessagePolicy.objects.get()
    assert (policy.decide_hours, policy.opens_at, policy.changed_by) == (12, time(7), second)
    assert "07:00" in client.get(reverse("monitoring:policies")).content.decode()
    with pytest.raises(PermissionDenied):
        ask_to_change_policy(world.here, reason="x", by=world.moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        MessagePolicy.objects.update(recheck_percent=1)


def test_t51_what_is_sent_at_23_waits_until_7_and_can_be_taken_back(world, match, browse, time_machine):
    MessagePolicy.objects.create(establishment=world.here, opens_at=time(7), closes_at=time(23))
    thread = match.thread
    time_machine.move_to("2027-03-27 23:00+00:00", tick=False)  # the clocks go forward in this night
    first, second, third = (
        say(thread, world.person, "One"),
        say(thread, world.mentor, "Two"),
        say(thread, world.person, "3"),
    )
    assert {one.status for one in (first, second, third)} == {"later"}
    withdraw_message(second, by=world.mentor)
    time_machine.move_to("2027-03-28 05:59+00:00", tick=False)
    send_messages_on()
    assert not Message.objects.filter(delivered_at__isnull=False).exists()
    assert not Message.objects.visible_to(world.mentor).filter(pk=first.pk).exists()
    time_machine.move_to("2027-03-28 06:00+00:00", tick=False)  # 07:00 in London
    send_messages_on()
    send_messages_on()
    assert set(Message.objects.values_list("body", "status")) == {
        ("One", "passed"),
        ("Two", "withdrawn"),
        ("3", "passed"),
    }


def test_what_cannot_go_on_in_the_morning_waits_for_a_moderator(world, match, time_machine):
    MessagePolicy.objects.create(establishment=world.here, opens_at=time(7), closes_at=time(23))
    time_machine.move_to("2027-03-27 23:00+00:00", tick=False)
    say(match.thread, world.person, "One")
    pause_match(match, reason="away", by=SYSTEM)
    time_machine.move_to("2027-03-28 06:00+00:00", tick=False)
    send_messages_on()
    assert Message.objects.get().status == "held"
    assert Hold.objects.get().why == ["It could not go on when its time came. Someone looks at it."]


def test_a_prison_can_read_every_message_first(world, thread):
    MessagePolicy.objects.create(establishment=world.here, holds_all=True)
    assert say(thread, world.person).status == "held"


def test_what_was_changed_meanwhile_is_asked_for_again(world):
    second = staff(Role.MANAGER, at=world.here)
    ask_to_change_policy(
        world.here, **{**GIVEN, "opens_at": None, "closes_at": None, "holds_all": True}, reason="x", by=world.manager
    )
    MessagePolicy.objects.create(establishment=world.here, decide_hours=48)
    with pytest.raises(DomainError, match="changed since"):
        agree(second)
