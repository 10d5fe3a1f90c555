"""Invented mentoring that holds together, the same each time."""

import hashlib
import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, Q
from django.test import override_settings

from justice_portal import clock
from mentoring.models import Hold, Match, Mentor, Message, Thread
from mentoring.screening.rulebook import rules_in_force


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """Made once for the tests that only read it, in one transaction that is undone at their end."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        call_command("seed", "--people", "150", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_same_number_gives_the_same_messages(settings, time_machine):
    settings.DEMO = True
    time_machine.move_to("2026-11-24 09:30+00:00", tick=False)
    prints = []
    for _n in range(2):
        with transaction.atomic():
            call_command("load_reference", stdout=io.StringIO())
            call_command("seed", "--people", "60", stdout=io.StringIO())
            digest = hashlib.sha256()
            for model in (Mentor, Match, Thread, Message, Hold):
                left_out = {"area_id", "made_in_id", "establishment_id", "rules_version"}
                names = [one.attname for one in model._meta.concrete_fields if one.attname not in left_out]
                for row in model.objects.order_by("pk").values_list(*names):
                    digest.update(repr(row).encode())
            prints.append(digest.hexdigest())
            transaction.set_rollback(True)
    assert prints[0] == prints[1]


def test_what_is_invented_keeps_the_rules_of_what_is_real(seeded):
    now = clock.now()
    assert Match.objects.count() > 20
    assert Message.objects.count() > 300
    assert Thread.objects.count() == Match.objects.exclude(status="proposed").count()
    assert not Message.objects.filter(Q(sent_at__gt=now) | Q(delivered_at__gt=now) | Q(read_at__gt=now)).exists()
    assert not Message.objects.filter(Q(delivered_at__lt=F("sent_at")) | Q(read_at__lt=F("delivered_at"))).exists()
    assert not Message.objects.filter(sent_at__lt=F("thread__opened_at")).exists()
    assert not Match.objects.filter(person__user=None).exists()
    assert not Mentor.objects.exclude(user__held_roles__role="mentor").exists()
    for message in Message.objects.select_related("thread__match", "thread__person").prefetch_related("holds"):
        assert message.is_as_sent
        assert message.author_id in {message.thread.match.mentor_id, message.thread.person.user_id}
        assert bool(message.holds.all()) or message.status == "passed"


def test_the_rules_find_what_was_held_and_leave_the_rest(seeded):
    rules = rules_in_force()
    for hold in Hold.objects.select_related("message"):
        marked = {(one.start, one.end) for one in rules.screen(hold.message.body)}
        assert {(found["start"], found["end"]) for found in hold.findings} <= marked, hold.message.body
        assert hold.status == {"held": "waiting"}.get(hold.message.status, hold.message.status)
    clean = Message.objects.filter(holds=None).values_list("body", flat=True).distinct()
    assert [body for body in clean if rules.screen(body)] == []
