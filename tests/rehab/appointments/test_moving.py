"""A person asks to move an appointment or call it off; what a worker cannot keep is given to another."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.models import AuditEvent, Cover, Notice
from rehab.appointments import actions
from rehab.appointments.moving.actions import answer_move, ask_to_move, give_to_another, withdraw_move
from rehab.care.victims.actions import add_victim_detail
from rehab.models import Appointment, MoveAsked
from tests.factories import staff


def ask(meeting, **changed):
    given = {"key": uuid4(), "wants": "move", "why": "work", "words": "I am free on Friday.", **changed}
    return ask_to_move(meeting, **given, by=meeting.person.user)


def told(user, kind):
    return Notice.objects.filter(user=user, kind=kind).exists()


def test_the_person_asks_staff_move_it_and_the_person_reads_why(world, browse, out, book):
    meeting = book()
    mine, officer = browse(out.user), browse(world.com)
    url = reverse("appointments:move", args=[meeting.pk])
    sent = {"key": str(uuid4()), "wants": "move", "why": "work", "words": "I am free on Friday."}
    for _twice in range(2):
        assert mine.post(url, sent).headers["Location"] == meeting.get_absolute_url()
    asked = MoveAsked.objects.get()
    assert told(world.com, "appointment.move_asked")
    assert "I am free on Friday." in officer.get(reverse("appointments:move-answer", args=[asked.pk])).content.decode()
    day = clock.today() + timedelta(days=5)
    reply = {"outcome": "move", "day": day.isoformat(), "at": "15:00", "minutes": "30", "answer": "Work comes first."}
    short = officer.post(reverse("appointments:move-answer", args=[asked.pk]), reply | {"day": ""}).content.decode()
    assert "for a new time" in short
    assert "Work comes first." in short
    for _twice in range(2):
        officer.post(reverse("appointments:move-answer", args=[asked.pk]), reply)
    meeting.refresh_from_db()
    assert meeting.starts_at.astimezone(clock.LONDON).date() == day
    assert meeting.version == 2
    page = mine.get(meeting.get_absolute_url()).content.decode()
    assert "Work comes first." in page
    assert "What you asked" in page
    assert told(out.user, "appointment.move_answered")
    assert "free on Friday" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))


def test_called_off_or_no_and_each_is_answered_once(world, book):
    first, second = book(), book(days=4)
    one, two = ask(first, wants="cancel"), ask(second)
    answer_move(one, outcome="cancel", answer="That is fine.", by=world.com)
    answer_move(two, outcome="no", answer="This one cannot wait.", by=world.com)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.reason, second.status) == ("cancelled", "That is fine.", "planned")
    with pytest.raises(DomainError, match="answered or taken back"):
        answer_move(two, outcome="cancel", answer="Well then.", by=world.com)
    three = ask(second)
    withdraw_move(three, by=second.person.user)
    with pytest.raises(DomainError, match="answered or taken back"):
        answer_move(three, outcome="no", answer="No.", by=world.com)


def test_nobody_asks_or_takes_back_for_another_nor_answers_their_own(world, book):
    meeting = book()
    for who in (world.com, world.mentor, world.person, world.com_elsewhere):
        with pytest.raises(PermissionDenied):
            ask_to_move(meeting, key=uuid4(), wants="move", why="ill", by=who)
    asked = ask(meeting)
    for who in (world.com, world.person):
        with pytest.raises(PermissionDenied):
            withdraw_move(asked, by=who)
    for who in (meeting.person.user, world.com_elsewhere, world.administrator):
        with pytest.raises(PermissionDenied):
            answer_move(asked, outcome="cancel", answer="Yes", by=who)
    assert asked.is_open
    withdraw_move(asked, by=meeting.person.user)
    with time_machine.travel(meeting.starts_at), pytest.raises(DomainError, match="no longer be moved"):
        ask(meeting)


def test_who_asked_and_was_not_answered_is_not_marked_as_absent(world, book):
    meeting = book(days=1)
    asked = ask(meeting)
    with time_machine.travel(clock.now() + timedelta(days=3)):
        actions.ask_what_happened(meeting, how="portal", by=world.com)
        actions.reply(meeting, answer="work", how="portal", by=meeting.person.user)
        with pytest.raises(DomainError, match="nobody answered"):
            actions.decide(meeting, outcome="unacceptable", reason="No", by=world.com)
        answer_move(asked, outcome="no", answer="We read it too late.", by=world.com)
        actions.decide(meeting, outcome="acceptable", reason="We should have told you.", by=world.com)


def test_calling_it_off_answers_what_was_asked_and_distress_is_heard(world, book):
    asked = ask(book(), words="I want to kill myself")
    assert AuditEvent.objects.filter(event="care.concern_raised").exists()
    actions.cancel_appointment(asked.appointment, reason="Rest now.", by=world.com)
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("agreed", "Rest now.")


def test_t60_the_answer_gives_no_victim_away(world, out, book):
    asked = ask(book())
    add_victim_detail(out, key=uuid4(), code="other", area_name="Zebulon Crescent", by=world.com)
    with pytest.raises(DomainError, match="victim is"):
        answer_move(asked, outcome="no", answer="Not near Zebulon Crescent.", by=world.com)


@pytest.fixture
def colleague(world):
    return staff(Role.MANAGER, unit=world.unit, name="Sam Stand-in")


def test_who_is_away_or_has_two_at_once_stands_in_one_form_and_it_is_given_to_another(
    world, browse, out, book, colleague
):
    other = world.people["in_transfer"]
    away, one, two = book(days=3), book(days=5), book(other, days=5, kind="phone", place=None)
    ours = {"role": "com", "delivery_unit": world.unit, "given_by": world.manager}
    day = clock.today() + timedelta(days=3)
    Cover.objects.create(covered=world.com, by=colleague, starts_on=day, ends_on=day, **ours)
    url = reverse("appointments:to-give")
    client = browse(world.com)
    page = client.get(url).content.decode()
    assert page.count("They have another meeting then") == 2
    assert "They are away" in page
    rows = [f"{one.pk}:{world.com.pk}", f"{away.pk}:{world.com.pk}"]
    sent = {"rows": rows, "worker": str(colleague.pk)}
    assert "Tick at least one" in client.post(url, {"worker": str(colleague.pk)}).content.decode()
    client.post(url, sent)
    one.refresh_from_db()
    assert (one.staff, one.instead_of, one.instead_why) == (colleague, world.com, "clash")
    assert told(out.user, "appointment.with_another")
    assert told(colleague, "appointment.given_to_you")
    assert "They have another meeting then" in browse(out.user).get(one.get_absolute_url()).content.decode()
    assert str(two.pk) not in client.get(url).content.decode()  # nothing clashes any more


def test_a_worker_who_is_busy_or_may_not_see_the_person_is_given_nothing(world, book, colleague):
    meeting, stranger = book(), staff(Role.COM, unit=world.unit, name="No caseload")
    give = {"instead_of": world.com, "why": "away", "by": world.com}
    with pytest.raises(DomainError, match="does not look after"):
        give_to_another(meeting, worker=stranger, **give)
    book(world.people["in_transfer"], kind="phone", place=None, staff=colleague)
    with pytest.raises(DomainError, match="meets somebody"):
        give_to_another(meeting, worker=colleague, **give)
    for who in (world.com_elsewhere, meeting.person.user, world.administrator):
        with pytest.raises(PermissionDenied):
            give_to_another(meeting, worker=world.manager, **give | {"by": who})
    assert Appointment.objects.get(pk=meeting.pk).staff == world.com


def test_both_lists_cost_the_same_for_any_length(world, browse, out, same_queries):
    def row():
        start = clock.now() + timedelta(days=2)
        with_whom = {"staff": world.com, "made_in": None, "kind": "phone", "about": "work"}
        made = Appointment.objects.create(person=out, starts_at=start, ends_at=start + timedelta(hours=1), **with_whom)
        MoveAsked.objects.create(appointment=made, wants="move", why="ill", was_at=start)

    row()
    client = browse(world.com)
    same_queries(client, reverse("appointments:asked"), add_row=row)
    same_queries(client, reverse("appointments:to-give"), add_row=row)
