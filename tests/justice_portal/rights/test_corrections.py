"""A person asks to put their record right, is told by when, and gets an answer with its reason."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from justice_portal.rights import actions
from justice_portal.rights.keeping import in_months
from justice_portal.rights.models import Correction


def ask(world, **given):
    said = {"part": "plan", "wrong": "My goal is not mine.", "right": "Find a flat.", "key": uuid4(), **given}
    return actions.ask_correction(world.someone, **said, by=world.person)


def test_a_person_asks_and_is_told_by_when_and_staff_hear_of_it(world, browse):
    client = browse(world.person)
    sent = {"part": "plan", "wrong": "My goal is not mine.", "right": "", "key": str(uuid4())}
    first, again = client.post("/my-record/wrong/tell/", sent), client.post("/my-record/wrong/tell/", sent)
    asked = Correction.objects.get()
    assert first.url == again.url == asked.get_absolute_url()
    assert asked.due_on == in_months(clock.today(), 1)
    html = client.get(asked.get_absolute_url()).content.decode()
    assert f"{asked.due_on:%-d %B %Y}" in html
    assert {one.user for one in Notice.objects.filter(kind="rights.asked")} == {world.pom, world.com, world.manager}
    assert AuditEvent.objects.get(event="rights.correction_asked").facts.keys() == {"part", "due_on"}


def test_an_empty_form_says_what_is_missing_and_changes_nothing(world, browse):
    html = browse(world.person).post("/my-record/wrong/tell/", {"wrong": "Kept words"}).content.decode()
    assert "Choose the part that is wrong." in html
    assert "Kept words" in html
    assert not Correction.objects.exists()


def test_staff_answer_with_the_reason_and_the_person_reads_it_without_their_name(world, browse):
    asked = ask(world)
    desk = browse(world.pom)
    assert asked.get_absolute_url() in desk.get("/corrections/").content.decode()
    url = f"{asked.get_absolute_url()}answer/"
    checked = desk.post(url, {"outcome": "refused", "answer": "We looked. The goal is right.", "check": "1"})
    assert "How it reads" in checked.content.decode()
    assert desk.post(url, {"outcome": "refused", "answer": "We looked. The goal is right."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.answered_as) == ("refused", "pom")
    assert Notice.objects.filter(user=world.person, kind="rights.answered").exists()
    html = browse(world.person).get(asked.get_absolute_url()).content.decode()
    assert "We looked. The goal is right." in html
    assert "0303 123 1113" in html  # where to turn when it is not put right
    assert world.pom.name not in html
    assert "The goal is right" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))


def test_of_two_answers_one_counts_and_the_same_twice_is_one(world):
    asked = ask(world)
    for _n in range(2):
        actions.answer_correction(Correction.objects.get(), outcome="changed", answer="Done.", by=world.pom)
    with pytest.raises(DomainError):
        actions.answer_correction(Correction.objects.get(), outcome="refused", answer="No.", by=world.com)
    asked.refresh_from_db()
    assert (asked.status, asked.answered_by) == ("changed", world.pom)


@pytest.mark.parametrize("who", ["person", "key_worker", "pom_elsewhere", "mentor", "tutor", "administrator"])
def test_who_may_not_answer_changes_nothing(world, who):
    asked = ask(world)
    with pytest.raises(PermissionDenied):
        actions.answer_correction(asked, outcome="changed", answer="Done.", by=getattr(world, who))
    assert Correction.objects.get().is_open


def test_a_late_answer_is_shown_as_late_to_both(world, browse):
    asked = ask(world)
    with time_machine.travel(clock.now() + timedelta(days=40), tick=False):
        assert "Late" in browse(world.pom).get("/corrections/").content.decode()
        assert "We are sorry" in browse(world.person).get(asked.get_absolute_url()).content.decode()


def test_nobody_fills_the_desk(world):
    for _n in range(actions.MOST_OPEN):
        ask(world)
    with pytest.raises(DomainError, match="many things"):
        ask(world)


def test_the_lists_cost_the_same_for_any_length(world, browse, same_queries):
    same_queries(browse(world.pom), "/corrections/", add_row=lambda: ask(world))
    same_queries(browse(world.person), "/my-record/wrong/", add_row=lambda: None)


def test_a_month_is_a_month():
    assert in_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert in_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert in_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
