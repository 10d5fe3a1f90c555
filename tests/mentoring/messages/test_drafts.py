"""Words kept for later, answers with a picture, and what truly happened to a message."""

from datetime import timedelta

from django.urls import reverse

from justice_portal import clock
from justice_portal.notices.models import Notice
from mentoring.messages.nightly import remove_old_drafts
from mentoring.models import Draft, Message
from rehab.models import CareAlert
from tests.mentoring.pairs import say


def page(thread, side="messages"):
    return reverse(f"{side}:thread", args=[thread.pk])


def key_of(client, thread):
    return client.get(page(thread)).content.decode().split('name="key" value="')[1].split('"')[0]


def test_a_draft_waits_in_the_box_of_its_writer_and_of_nobody_else(world, thread, browse):
    client = browse(world.person)
    answer = client.post(page(thread), {"key": key_of(client, thread), "body": "I think of", "keep": "1"})
    assert "kept=1" in answer.headers["Location"]
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "I think of</textarea>" in shown
    assert "Kept for later" in shown
    assert "I think of" not in browse(world.mentor).get(page(thread, "mentoring")).content.decode()
    assert not Message.objects.exists()
    client.post(page(thread), {"key": key_of(client, thread), "body": "I think of you."})
    assert not Draft.objects.exists()
    assert Message.objects.get().body == "I think of you."


def test_t43_a_draft_is_gone_after_seven_days_and_its_writer_is_told(world, thread, browse, time_machine):
    client = browse(world.person)
    client.post(page(thread), {"key": key_of(client, thread), "body": "Later", "keep": "1"})
    time_machine.move_to(clock.now() + timedelta(days=6, hours=23))
    remove_old_drafts()
    assert Draft.objects.count() == 1
    time_machine.move_to(clock.now() + timedelta(hours=2))
    remove_old_drafts()
    assert not Draft.objects.exists()
    assert [(one.user, one.kind) for one in Notice.objects.all()] == [(world.person, "messages.draft_gone")]


def test_t56_words_of_distress_are_heard_in_a_draft_too(world, thread, browse):
    client = browse(world.person)
    client.post(page(thread), {"key": key_of(client, thread), "body": "I want to die", "keep": "1"})
    assert CareAlert.objects.filter(person=world.someone).exists()


def test_an_answer_with_a_picture_is_a_message_in_the_writers_language(world, thread, browse):
    client = browse(world.person)
    answer = client.post(page(thread), {"key": key_of(client, thread), "quick": "thanks"})
    assert Message.objects.get().body == "Thank you."
    assert "Your message is sent" in client.get(answer.headers["Location"]).content.decode()
    assert client.post(page(thread), {"key": key_of(client, thread), "quick": "nonsense"}).status_code == 200


def test_the_steps_of_a_message_are_those_that_happened(world, thread, browse):
    client = browse(world.person)
    say(thread, world.person, "Hello")
    shown = client.get(page(thread)).content.decode()
    assert "It arrived" in shown
    assert "It was read" not in shown
    browse(world.mentor).get(page(thread, "mentoring"))
    assert "It was read" in client.get(page(thread)).content.decode()
