"""What the writer of a held message is told and can do, and what checks the checkers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from mentoring.messages.held.actions import ask_second_look, change_message, withdraw_message
from mentoring.models import Hold, Message, MessagePolicy, Recheck
from mentoring.moderation.actions import check_again, pass_in_part, pass_message, stop_message
from mentoring.moderation.figures import board_of
from mentoring.moderation.lot import is_drawn
from mentoring.moderation.nightly import climb_late_messages
from tests.factories import let_read, staff
from tests.mentoring.pairs import PHONE, say


def page(thread, side="messages"):
    return reverse(f"{side}:thread", args=[thread.pk])


def url(hold, verb=""):
    return reverse(f"moderation:hold{verb}", args=[hold.pk])


def stopped(hold, by):
    stop_message(hold, reason="contact", words="No numbers.", by=by)
    return Message.objects.get(pk=hold.message_id)


@pytest.fixture
def other(world):
    return staff(Role.MODERATOR, at=world.here)


def test_the_writer_reads_why_which_part_by_when_and_what_they_can_do(world, hold, browse):
    shown = browse(world.person).get(page(hold.message.thread)).content.decode()
    assert "It looks like a phone number." in shown
    assert "<mark>07700 900123</mark>" in shown
    assert "You will know by:" in shown
    assert hold.due_at == hold.opened_at + timedelta(hours=24)
    for choice in ("Change the words", "Take it back", "Ask for a second look"):
        assert choice in shown
    theirs = browse(world.mentor).get(page(hold.message.thread, "mentoring")).content.decode()
    assert "Take it back" not in theirs


def test_a_held_message_is_taken_back_once_and_no_moderator_passes_it(world, hold, browse):
    client = browse(world.person)
    for _n in range(2):
        assert client.post(reverse("messages:withdraw", args=[hold.message_id])).status_code == 302
    message = Message.objects.get()
    assert (message.status, Hold.objects.get().status) == ("withdrawn", "withdrawn")
    assert AuditEvent.objects.filter(event="messages.message_withdrawn").count() == 1
    with pytest.raises(DomainError, match="took this message back"):
        pass_message(hold, seen=hold.message.fingerprint(), by=world.moderator)
    assert "Taken back" in client.get(page(message.thread)).content.decode()
    assert client.post(reverse("messages:second", args=[message.pk])).status_code == 409


def test_what_was_decided_meanwhile_is_not_taken_back(world, hold):
    pass_message(Hold.objects.get(), seen=hold.message.fingerprint(), by=world.moderator)
    with pytest.raises(DomainError):
        withdraw_message(Message.objects.get(), by=world.person)
    assert Message.objects.get().status == "passed"


def test_other_words_take_the_place_of_those_that_wait(world, hold, browse):
    client, thread, key = browse(world.person), hold.message.thread, uuid4()
    shown = client.get(page(thread), {"again": hold.message_id}).content.decode()
    assert f'name="instead" value="{hold.message_id}"' in shown
    for _n in range(2):
        answer = client.post(page(thread), {"key": key, "body": "Call me soon.", "instead": hold.message_id})
        assert answer.status_code == 302
    assert sorted(Message.objects.values_list("status", "body")) == [("passed", "Call me soon."), ("withdrawn", PHONE)]
    with pytest.raises(PermissionDenied):
        change_message(Message.objects.get(status="passed"), key=uuid4(), body="Mine now", by=world.mentor)


def test_a_stopped_message_gets_one_second_look_by_another_person(world, hold, browse, other):
    message = stopped(hold, world.moderator)
    client = browse(world.person)
    for _n in range(2):
        assert client.post(reverse("messages:second", args=[message.pk])).status_code == 302
    second = Hold.objects.waiting().get()
    assert second.first == hold
    assert not Hold.objects.visible_to(world.moderator).filter(pk=second.pk).exists()
    with pytest.raises(PermissionDenied):
        stop_message(second, reason="contact", words="", by=world.moderator)
    assert "Someone else looks at it now." in client.get(page(message.thread)).content.decode()
    Notice.objects.all().delete()
    pass_message(second, seen=message.fingerprint(), by=other)
    assert Message.objects.get().status == "passed"
    assert set(Notice.objects.values_list("kind", "user")) == {
        ("messages.upheld", world.person.pk),
        ("messages.from_person", world.mentor.pk),
    }


def test_after_two_people_there_is_no_third_look(world, hold, other):
    ask_second_look(stopped(hold, world.moderator), by=world.person)
    stop_message(Hold.objects.waiting().get(), reason="contact", words="", by=other)
    with pytest.raises(DomainError, match="Two people"):
        ask_second_look(Message.objects.get(), by=world.person)
    with pytest.raises(PermissionDenied):
        ask_second_look(Message.objects.get(), by=world.mentor)


def test_asked_for_beforehand_a_stop_is_told_only_when_a_second_person_agrees(world, hold, other):
    ask_second_look(hold.message, by=world.person)
    stop_message(Hold.objects.get(), reason="contact", words="", by=world.moderator)
    assert Message.objects.get().status == "held"
    assert not Notice.objects.filter(kind="messages.stopped").exists()
    stop_message(Hold.objects.waiting().get(), reason="contact", words="", by=other)
    assert Message.objects.get().status == "stopped"
    assert Notice.objects.filter(kind="messages.stopped").count() == 1


def test_a_part_is_left_out_and_the_writer_keeps_the_whole(world, thread, browse):
    hold = say(thread, world.person, f"I got the job! {PHONE} My secret word too.").holds.get()
    client = browse(world.moderator)
    seen = hold.message.fingerprint()
    place = client.get(url(hold)).content.decode().split('name="marked" value="')[1].split('"')[0]
    data = {"seen": seen, "marked": [place], "other": "secret word", "reason": "contact", "words": "No numbers."}
    wrong = client.post(url(hold, "-part"), {**data, "other": "not in it"})
    assert "not in the message" in wrong.content.decode()
    assert Hold.objects.get().is_waiting
    assert client.post(url(hold, "-part"), {**data, "marked": [], "other": ""}).status_code == 200
    assert client.post(url(hold, "-part"), data).status_code == 302
    message, hold = Message.objects.get(), Hold.objects.get()
    assert message.body == "I got the job! Call me on […] when you can. My […] too."
    assert (message.status, message.is_as_sent) == ("passed", True)
    theirs = browse(world.mentor).get(page(thread, "mentoring")).content.decode()
    mine = browse(world.person).get(page(thread)).content.decode()
    assert "07700" not in theirs
    assert "07700 900123" in mine
    assert "A part was left out" in mine


def test_a_part_is_not_left_out_of_words_that_changed(world, hold):
    given = {"leave_out": [(0, 4)], "reason": "contact", "words": "", "by": world.moderator}
    with pytest.raises(DomainError, match="words have changed"):
        pass_in_part(hold, seen="x", **given)
    assert Hold.objects.get().is_waiting
    with pytest.raises(DomainError, match="Nothing would be left"):
        pass_in_part(Hold.objects.get(), seen=hold.message.fingerprint(), **{**given, "leave_out": [(0, 999)]})
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.update(whole="x")


def test_a_late_message_climbs_to_the_manager_who_can_decide(world, hold, browse):
    manager = browse(world.manager)
    climb_late_messages()
    assert manager.get(url(hold)).status_code == 404
    Hold.objects.update(due_at=clock.now() - timedelta(minutes=1))
    for _n in range(2):
        climb_late_messages()
    assert [one.user for one in Notice.objects.filter(kind="moderation.late")] == [world.manager]
    assert AuditEvent.objects.filter(event="moderation.climbed").count() == 1
    assert "A manager is told" in browse(world.person).get(page(hold.message.thread)).content.decode()
    assert manager.get(url(hold)).status_code == 404  # a manager reads with an authorisation too
    let_read(world.manager, world.here)
    assert "Late since" in manager.get(url(hold)).content.decode()
    assert manager.post(url(hold, "-stop"), {"reason": "contact"}).status_code == 302
    assert Message.objects.get().status == "stopped"


def test_t47_five_of_a_hundred_decisions_are_checked_again_and_never_by_the_same_person(world, thread, browse, other):
    drawn = sum(is_drawn(uuid4(), 5) for _n in range(4_000))
    assert 140 <= drawn <= 260  # 200 are expected; six standard deviations are 83
    MessagePolicy.objects.create(establishment=world.here, recheck_percent=100)
    hold = say(thread, world.person, PHONE).holds.get()
    stopped(hold, world.moderator)
    drawn = Recheck.objects.get()
    assert browse(world.moderator).get(reverse("moderation:recheck", args=[drawn.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        check_again(drawn, outcome="same", words="", by=world.moderator)
    client, address = browse(other), reverse("moderation:recheck", args=[drawn.pk])
    assert "1 decision to check again" in client.get(reverse("moderation:queue")).content.decode()
    assert client.post(address, {"outcome": "other"}).status_code == 200  # it says why
    assert client.post(address, {"outcome": "other", "words": "A work number."}).status_code == 302
    second = Hold.objects.waiting().get()
    assert (second.first, Message.objects.get().status) == (hold, "held")
    assert "checked already" not in client.get(address).content.decode()


def test_urgent_first_then_the_oldest_then_writers_of_very_many(world, thread, browse):
    """T48: one who sends very many comes after the others, whose wait does not change; what is urgent comes first."""
    MessagePolicy.objects.create(establishment=world.here, most_a_day=5)
    for number in range(9):
        say(thread, world.person, f"Number {number}")
    usual, urgent = say(thread, world.mentor, PHONE), say(thread, world.mentor, "I know where you live")
    shown = list(Hold.objects.visible_to(world.moderator).waiting().in_turn().values_list("message", "rank"))
    assert shown[:2] == [(urgent.pk, 0), (usual.pk, 1)]
    assert [rank for _message, rank in shown[2:]] == [2] * 4
    first = browse(world.moderator).get(
        reverse("moderation:hold-next", args=[shown[0][0] and Hold.objects.get(rank=0).pk])
    )
    assert str(Hold.objects.get(rank=1).pk) in first.headers["Location"]
    assert say(thread, world.person, "I want to die").holds.get().rank == 0


def test_the_board_is_the_same_for_staff_and_people_and_tells_of_no_single_one(world, thread, browse, other):
    ago = clock.now() - timedelta(days=9)
    for number in range(7):
        hold = say(thread, world.person, PHONE).holds.get()
        stopped(hold, world.moderator)
        Hold.objects.filter(pk=hold.pk).update(opened_at=ago, decided_at=ago + timedelta(hours=number))
    figures = board_of(world.here.pk)
    assert (figures.decided, figures.stopped, figures.median_hours, figures.is_few) == (7, 7, 3.0, False)
    for user, name in (
        (world.moderator, "board"),
        (world.manager, "board"),
        (world.person, "checking"),
        (world.mentor, "checking"),
    ):
        assert "3.0 hours" in browse(user).get(reverse(f"moderation:{name}")).content.decode()
    before = browse(world.mentor).get(reverse("moderation:checking")).content
    say(thread, world.person, PHONE)
    assert b"Too few to say" in before
    after = browse(world.mentor).get(reverse("moderation:checking")).content
    assert before.count(b"<dd>") == after.count(b"<dd>")  # T44: what is written now changes nothing
    Hold.objects.filter(pk=hold.pk).delete()
    Hold.objects.filter(decided_at__isnull=False)[:1].get().delete()
    assert b"Too few messages" in browse(world.person).get(reverse("moderation:checking")).content
