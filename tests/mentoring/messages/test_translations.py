"""A message in another language: typed by one person, checked by another, never the same, beside the original."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.models import Notice
from mentoring.messages.translations.actions import check_translation, type_translation
from mentoring.models import Message, MessageTranslation, ReadingAuthority
from mentoring.moderation.actions import pass_in_part, pass_message
from tests.factories import let_read, staff
from tests.mentoring.pairs import say

POLISH = "Dzwoń na 07700 900123, kiedy możesz."
DESK = "/translations/"


@pytest.fixture
def other(world):
    """Another who reads messages there."""
    return staff("moderator", at=world.here, name="Other Moderator")


def one(wanted, name="one"):
    return reverse(f"translations:{name}", args=[wanted.pk])


def test_the_whole_way_from_asking_to_both_beside_each_other(world, thread, other, browse):
    world.someone.language = "Polish"
    world.someone.save()
    message = say(thread, world.mentor, "How was the visit?")
    person, first, second = browse(world.person), browse(world.moderator), browse(other)
    url = reverse("messages:thread", args=[thread.pk])
    assert reverse("translations:ask", args=[message.pk]) in person.get(url).text
    ask = reverse("translations:ask", args=[message.pk])
    assert "Choose a language." in person.post(ask, {"language": ""}).text
    for _twice in range(2):
        assert person.post(ask, {"language": "pl"}).status_code == 302
    wanted = MessageTranslation.objects.get()
    assert "Polish" in first.get(DESK).text
    assert "How was the visit?" in first.get(one(wanted)).text
    assert first.post(one(wanted), {"words": "Jak byla wizyta?"}).status_code == 302
    assert "Somebody else checks it" in first.get(one(wanted)).text
    wanted.refresh_from_db()
    assert first.post(one(wanted, "check"), {"seen": wanted.mark}).status_code == 409
    assert "Jak byla" not in person.get(url).text
    assert second.post(one(wanted), {"words": "Jak była wizyta?"}).status_code == 302
    assert second.post(one(wanted, "check"), {"seen": wanted.mark}).status_code == 409
    assert first.post(one(wanted, "check"), {"seen": wanted.mark}).status_code == 409  # not the words that were read
    wanted.refresh_from_db()
    assert first.post(one(wanted, "check"), {"seen": wanted.mark}).status_code == 302
    shown = person.get(url).text
    assert "How was the visit?" in shown
    assert '<p lang="pl">Jak była wizyta?</p>' in shown
    assert Notice.objects.filter(user=world.person, kind="translations.done").exists()
    assert first.get(one(wanted)).status_code == 404


def test_a_moderator_gets_the_words_and_a_part_left_out_stays_out_of_them(world, thread, other, browse):
    message = say(thread, world.person, POLISH)
    hold, client = message.holds.get(), browse(world.moderator)
    assert client.post(reverse("moderation:language", args=[hold.pk]), {"language": "en"}).status_code == 302
    wanted = type_translation(MessageTranslation.objects.get(), words="Call 07700 900123 when you can.", by=other)
    check_translation(wanted, seen=wanted.mark, by=world.moderator)
    assert "when you can." in client.get(reverse("moderation:hold", args=[hold.pk])).text
    assert "when you can." not in browse(world.mentor).get(reverse("mentoring:thread", args=[thread.pk])).text
    start = POLISH.index("07700")
    pass_in_part(
        hold,
        seen=message.fingerprint(),
        leave_out=[(start, start + 12)],
        reason="contact",
        words="",
        by=world.moderator,
    )
    shown = browse(world.mentor).get(reverse("mentoring:thread", args=[thread.pk])).text
    assert "kiedy" in shown
    assert "900123" not in shown


def test_what_is_passed_whole_takes_its_translation_along(world, thread, other, browse):
    message = say(thread, world.person, POLISH)
    hold = message.holds.get()
    wanted = MessageTranslation.objects.create(
        message=message, language="en", of_hash=message.content_hash, asked_by=other
    )
    type_translation(wanted, words="Call when you can.", by=other)
    check_translation(wanted, seen=wanted.mark, by=world.moderator)
    pass_message(hold, seen=message.fingerprint(), by=world.moderator)
    assert "Call when you can." in browse(world.mentor).get(reverse("mentoring:thread", args=[thread.pk])).text


def test_the_database_lets_nobody_check_their_own_and_nobody_change_checked_words(world, thread, other):
    message = say(thread, world.mentor)
    wanted = MessageTranslation.objects.create(
        message=message, language="pl", of_hash=message.content_hash, asked_by=world.person
    )
    type_translation(wanted, words="Czesc", by=other)
    rows = MessageTranslation.objects.filter(pk=wanted.pk)
    with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        rows.update(status="checked", checked_by=other, checked_at=clock.now())
    check_translation(wanted, seen=wanted.mark, by=world.moderator)
    with pytest.raises(InternalError, match="checked_words_stay"), transaction.atomic():
        rows.update(words="Something else")


def test_only_who_was_let_read_messages_translates_and_nobody_their_own(world, thread, browse):
    message = say(thread, world.mentor)
    wanted = MessageTranslation.objects.create(
        message=message, language="pl", of_hash=message.content_hash, asked_by=world.person
    )
    worker = browse(world.key_worker)
    assert "no live authorisation" in worker.get(DESK).text
    assert worker.get(one(wanted)).status_code == 404
    with pytest.raises(PermissionDenied):
        type_translation(wanted, words="Czesc", by=world.key_worker)
    let_read(world.key_worker, world.here)
    assert worker.get(one(wanted)).status_code == 200
    ReadingAuthority.objects.update(ended_at=clock.now())
    assert worker.get(one(wanted)).status_code == 404
    let_read(world.moderator, world.here)
    Message.objects.filter(pk=message.pk).update(author=world.moderator)
    assert browse(world.moderator).get(one(wanted)).status_code == 404
