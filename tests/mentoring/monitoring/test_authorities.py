"""Who may read messages that wait: by name, for a reason, until a day; and until when staff see the words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from mentoring.models import Hold, Message, MessagePolicy, ReadingAuthority, Recheck
from mentoring.moderation.actions import stop_message
from mentoring.moderation.nightly import give_up_what_nobody_may_see
from mentoring.monitoring.actions import end_authority, give_authority, review_authority
from mentoring.monitoring.nightly import tell_of_reviews_of_authorities
from tests.factories import let_read, staff
from tests.mentoring.pairs import PHONE, say

QUEUE = "/moderation/"


def parts(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def url(hold):
    return reverse("moderation:hold", args=[hold.pk])


def test_t64a_without_a_live_authorisation_a_moderator_finds_nothing(world, hold, browse):
    client, today = browse(world.moderator), clock.today()
    assert client.get(url(hold)).status_code == 200
    for ended in (
        {"until_on": today - timedelta(days=1), "review_on": today - timedelta(days=1)},
        {"review_on": today - timedelta(days=1)},  # nobody looked again on the day
        {"ended_at": clock.now()},
        {"establishment": world.there},
    ):
        ReadingAuthority.objects.all().delete()
        let_read(world.moderator, world.here)
        ReadingAuthority.objects.update(**ended)
        assert client.get(url(hold)).status_code == 404
        shown = client.get(QUEUE).content.decode()
        assert "07700" not in shown
        assert ("no live authorisation" in shown) != ("establishment" in ended)
        with pytest.raises(PermissionDenied):
            stop_message(hold, reason="contact", words="", by=world.moderator)


def test_a_manager_gives_one_by_name_with_a_reason_and_an_end(world, browse):
    ReadingAuthority.objects.all().delete()
    client, today = browse(world.manager), clock.today()
    address = reverse("monitoring:authority-give", args=[world.here.pk])
    until, review = today + timedelta(days=92), today + timedelta(days=30)
    data = {"key": uuid4(), "holder": world.moderator.pk, "why": "To decide about held messages."}
    data |= parts("until_on", until) | parts("review_on", review)
    too_long = client.post(address, data | parts("until_on", until + timedelta(days=1)))
    assert "within three months" in too_long.content.decode()
    assert client.post(address, {**data, "holder": world.manager.pk}).status_code == 200
    assert client.post(address, {**data, "holder": world.tutor.pk}).status_code == 200
    assert not ReadingAuthority.objects.exists()
    for _n in range(2):
        assert client.post(address, data).status_code == 302
    given = ReadingAuthority.objects.get()
    assert (given.holder, given.given_by, given.review_on) == (world.moderator, world.manager, review)
    assert [one.user for one in Notice.objects.filter(kind="monitoring.authority")] == [world.moderator]
    assert AuditEvent.objects.get(event="monitoring.authority_given").by_id == world.manager.pk
    assert "To decide about held messages." in client.get(reverse("monitoring:authorities")).content.decode()
    for mine in (
        lambda: end_authority(given, by=world.moderator),
        lambda: review_authority(given, review_on=until, by=world.moderator),
    ):
        with pytest.raises(PermissionDenied):
            mine()
    with pytest.raises(PermissionDenied):
        give_authority(
            world.there,
            key=uuid4(),
            holder=world.moderator,
            why="x",
            until_on=until,
            review_on=review,
            by=world.manager,
        )


def test_it_is_looked_at_again_by_another_or_it_ends(world, time_machine):
    ReadingAuthority.objects.all().delete()
    today = clock.today()
    second = staff(Role.MANAGER, at=world.here)
    given = give_authority(
        world.here, key=uuid4(), holder=second, why="Late ones", until_on=today + timedelta(days=90),
        review_on=today + timedelta(days=20), by=world.manager,
    )  # fmt: skip
    time_machine.move_to(clock.now() + timedelta(days=15))
    tell_of_reviews_of_authorities()
    assert [one.user for one in Notice.objects.filter(kind="monitoring.review_due")] == [world.manager]
    with pytest.raises(DomainError, match="lets you read"):
        review_authority(given, review_on=today + timedelta(days=60), by=second)
    review_authority(given, review_on=today + timedelta(days=60), by=world.manager)
    assert ReadingAuthority.objects.live().exists()
    end_authority(given, by=world.manager)
    assert not ReadingAuthority.objects.live().exists()
    with pytest.raises(DomainError, match="has ended"):
        review_authority(given, review_on=today + timedelta(days=60), by=world.manager)


def test_t64a_after_three_months_staff_see_no_words_and_the_two_see_theirs(world, thread, browse):
    first = say(thread, world.person, "Words of the first day")
    held, waits = (
        say(thread, world.person, f"Held then {PHONE}").holds.get(),
        say(thread, world.mentor, f"Waits {PHONE}").holds.get(),
    )
    stop_message(held, reason="contact", words="", by=world.moderator)
    Recheck.objects.get_or_create(hold=held)
    near = say(thread, world.mentor, f"New {PHONE}").holds.get()
    old = clock.now() - timedelta(days=93)
    Message.objects.exclude(pk=near.message_id).update(sent_at=old)
    client = browse(staff(Role.MODERATOR, at=world.here))
    shown = client.get(url(near)).content.decode() + client.get(QUEUE).content.decode()
    assert "New Call me on" in client.get(url(near)).content.decode()
    for words in ("Words of the first day", "Held then", "Waits Call"):
        assert words not in shown
    assert client.get(url(waits)).status_code == 404
    assert "It was stopped" in client.get(url(held)).content.decode()  # decisions stay
    assert client.get(reverse("moderation:recheck", args=[held.recheck.pk])).status_code == 404
    for user, side in ((world.person, "messages"), (world.mentor, "mentoring")):
        assert first.body in browse(user).get(reverse(f"{side}:thread", args=[thread.pk])).content.decode()
    give_up_what_nobody_may_see()
    assert Message.objects.get(pk=waits.message_id).status == "stopped"
    assert Hold.objects.get(pk=waits.pk).reason == "other"
    assert Hold.objects.get(pk=near.pk).is_waiting
    MessagePolicy.objects.create(establishment=world.here, sight_days=366)
    assert Hold.objects.in_sight().count() == 3
