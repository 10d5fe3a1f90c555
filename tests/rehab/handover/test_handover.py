"""Handover: three people, one checklist; accepted or returned with a reason; late ones climb to managers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from justice_portal import clock
from justice_portal.accounts.models import RoleHeld
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import Notice
from justice_portal.people.movements.actions import record_death, transfer_out
from rehab.handover import actions
from rehab.handover.models import Handover, HandoverLine
from rehab.handover.nightly import climb_late_handovers
from rehab.models import CareAlert
from tests.factories import UserFactory


def begin(world, days=30, **given):
    on = clock.today() + timedelta(days=days)
    return actions.open_handover(world.someone, **{"key": uuid7(), "due_on": on, "by": world.pom, **given})


def settle_checks(world, handover, turn):
    for line in handover.lines.filter(kind="check", turn=turn):
        actions.settle_line(line, status="done", by=world.pom)


def sent(world, **given):
    handover = begin(world, **given)
    settle_checks(world, handover, "pom")
    return actions.send_handover(handover, by=world.pom)


def fresh(handover):
    return Handover.objects.get(pk=handover.pk)


def notices(user):
    return list(
        Notice.objects.filter(user=user, kind__startswith="handover.").order_by("at").values_list("kind", flat=True)
    )


def test_a_handover_goes_over_once_everything_is_checked_and_answered(world):
    key = uuid7()
    handover = begin(world, key=key)
    assert begin(world, key=key) == handover
    assert handover.lines.filter(kind="check").count() == len(HandoverLine.Topic)
    with pytest.raises(DomainError, match="already"):
        begin(world)
    with pytest.raises(DomainError, match="checks of the prison are open: 7"):
        actions.send_handover(handover, by=world.pom)
    settle_checks(world, handover, "pom")
    question = actions.ask_question(handover, key=uuid7(), words="Who meets me?", turn="com", by=world.person)
    actions.send_handover(handover, by=world.pom)
    with pytest.raises(DomainError, match="2 checks and 1 questions"):
        actions.accept_handover(handover, by=world.com)
    settle_checks(world, handover, "com")
    actions.answer_question(question, answer="I do, at the gate.", by=world.com)
    actions.accept_handover(handover, by=world.com)
    actions.accept_handover(handover, by=world.com)
    assert fresh(handover).status == "accepted"
    assert notices(world.com) == ["handover.asked", "handover.sent"]
    assert notices(world.pom) == ["handover.accepted"]
    assert notices(world.person) == ["handover.answered", "handover.new_officer"]
    assert AuditEvent.objects.filter(event="handover.accepted", subjects=[world.someone.pk]).count() == 1


def test_the_community_returns_it_with_a_reason_and_the_prison_sends_it_again(world):
    handover = sent(world)
    with pytest.raises(DomainError, match="Say why"):
        actions.return_handover(handover, reason=" ", by=world.com)
    with pytest.raises(DomainError, match="Only the community"):
        actions.return_handover(handover, reason="Not yet", by=world.pom)
    actions.return_handover(handover, reason="No address yet", by=world.com)
    assert (fresh(handover).status, fresh(handover).reason) == ("returned", "No address yet")
    assert notices(world.pom) == ["handover.returned"]
    with pytest.raises(DomainError, match="The prison sends"):
        actions.send_handover(handover, by=world.com)
    actions.send_handover(handover, by=world.pom)
    assert fresh(handover).status == "sent"


def test_only_the_community_accepts_and_only_who_works_with_the_person_takes_part(world):
    handover = sent(world)
    with pytest.raises(DomainError, match="Only the community"):
        actions.accept_handover(handover, by=world.pom)
    for who in ("key_worker", "person", "com_elsewhere", "pom_elsewhere", "manager_elsewhere", "tutor"):
        with pytest.raises(PermissionDenied):
            actions.accept_handover(handover, by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        actions.ask_question(handover, key=uuid7(), words="Who?", turn="com", by=world.person_elsewhere)


def test_incomplete_ones_climb_to_the_managers_of_both_sides_and_again_each_week(world, time_machine):
    outside = UserFactory()
    RoleHeld.objects.create(user=outside, role="manager", reach="delivery_unit", delivery_unit=world.unit)
    handover = begin(world, days=15)
    climb_late_handovers()
    assert notices(world.manager) == []
    start = clock.now()
    for days, climbed in ((1, 1), (4, 1), (8, 2), (20, 3)):
        time_machine.move_to(start + timedelta(days=days, hours=1), tick=False)
        climb_late_handovers()
        climb_late_handovers()
        assert AuditEvent.objects.filter(event="handover.climbed").count() == climbed
    assert notices(world.manager) == notices(outside) == ["handover.late"]
    assert notices(world.manager_elsewhere) == []
    assert fresh(handover).is_late


def test_it_goes_with_the_person_through_a_transfer_and_ends_with_death(world):
    handover = begin(world)
    transfer_out(world.someone, key=uuid7(), to=world.there, on=clock.today(), by=world.manager)
    assert fresh(handover).is_live
    assert Handover.objects.visible_to(world.com).filter(pk=handover.pk).exists()
    other = begin_elsewhere(world)
    record_death(world.people["elsewhere"], key=uuid7(), on=clock.today(), by=world.manager_elsewhere)
    assert fresh(other).status == "ended"


def begin_elsewhere(world):
    on = clock.today() + timedelta(days=30)
    return actions.open_handover(world.people["elsewhere"], key=uuid7(), due_on=on, by=world.pom_elsewhere)


def test_promises_have_a_day_and_are_kept_or_not_after_the_handover_too(world):
    handover = begin(world)
    for given, words in (
        ({"due_on": clock.today() - timedelta(days=1)}, "today or later"), ({"words": " "}, "Write what"),
        ({"turn": "governor"}, "one of the three"),
    ):  # fmt: skip
        with pytest.raises(DomainError, match=words):
            promise(world, handover, **given)
    line = promise(world, handover)
    actions.end_handover(handover, reason="Begun by mistake", by=world.pom)
    actions.settle_line(line, status="done", by=world.pom)
    with pytest.raises(DomainError, match="finished"):
        promise(world, handover)


def promise(world, handover, **given):
    given = {"key": uuid7(), "words": "Book a bed", "turn": "com", "due_on": clock.today(), "by": world.pom, **given}
    return actions.add_promise(handover, **given)


def test_f9_the_person_reads_promises_and_questions_asks_and_answers(world, browse):
    handover = begin(world)
    promise(world, handover)
    asked = actions.ask_question(handover, key=uuid7(), words="Where will you sleep?", turn="person", by=world.com)
    client = browse(world.person)
    page = client.get("/my-handover/", follow=True).text
    assert "Book a bed" in page
    assert "Where will you sleep?" in page
    assert "What keeps people safe" not in page
    url = f"/handover-lines/{asked.pk}/answer/"
    assert client.post(url, {"answer": "At my aunt's"}).status_code == 302
    assert "At my aunt&#x27;s" in browse(world.com).get(f"/handovers/{handover.pk}/").text
    key = uuid7()
    for _nth in range(2):
        client.post(f"/handovers/{handover.pk}/ask/", {"key": key, "words": "Will someone meet me?", "turn": "com"})
    assert handover.lines.filter(kind="question").count() == 2
    wrong = client.post(f"/handovers/{handover.pk}/ask/", {"key": uuid7(), "words": "Typed words", "turn": ""})
    assert wrong.status_code == 400
    assert "Typed words" in wrong.text


def test_t56_what_the_person_writes_is_heard_by_care(world):
    handover = begin(world)
    actions.ask_question(handover, key=uuid7(), words="I want to kill myself", turn="com", by=world.person)
    assert CareAlert.objects.filter(person=world.someone).exists()


def test_the_list_stands_by_day_and_costs_the_same_for_any_length(world, browse, same_queries):
    from tests.factories import PersonFactory

    def add_row():
        person = PersonFactory(establishment=world.here, wing=world.wing)
        Handover.objects.create(person=person, due_on=clock.today(), opened_by=world.pom, made_in=world.here)

    same_queries(browse(world.manager), "/handovers/", add_row=add_row)


def test_one_that_was_begun_by_mistake_is_ended_on_its_page_and_begun_again(world, browse):
    handover, client = begin(world), browse(world.pom)
    page = f"/handovers/{handover.pk}/"
    assert "End the handover" in client.get(page).text
    assert client.post(f"{page}end/", {"reason": ""}).status_code == 400
    assert client.post(f"{page}end/", {"reason": "Begun for somebody else"}).status_code == 302
    assert fresh(handover).status == "ended"
    assert "End the handover" not in client.get(page).text
    assert begin(world).pk != handover.pk
