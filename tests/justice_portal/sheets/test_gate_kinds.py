"""Paper of the way through the gate: the licence questions, "May I?" and "What happened?"."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from rehab.licence.own.actions import answer_from_paper, answer_question, start_questions
from rehab.licence.questions import QUESTIONS
from rehab.models import Appointment, CareAlert, LicencePermission, TeachBack
from tests.justice_portal.sheets.test_sheets import printed, type_in
from tests.rehab.licence.licences import key, live_of


def test_the_licence_questions_on_paper_show_staff_what_was_missed(world, browse):
    licence = live_of(world.someone, by=world.com)
    begun = start_questions(licence, key=key(), by=world.person)
    first, second, *rest = begun.questions
    answer_question(begun, question=first, choice=QUESTIONS[first].right, by=world.person)
    sheet = printed(world, "teach_back", str(licence.pk))
    assert str(QUESTIONS[first].why) not in str(sheet.form), "the paper does not give the answers"
    wrong = next(letter for letter in "abc" if letter != QUESTIONS[second].right)
    right = {code: QUESTIONS[code].right for code in rest[:-1]}
    staff = browse(world.key_worker)
    for _twice in range(2):
        type_in(staff, sheet, **{first: "c", second: wrong}, **right)
    assert TeachBack.objects.get() == begun
    assert begun.answers.get(question=first).is_right, "what was said on the tablet stands"
    page = staff.get(reverse("licence:for-person", args=[world.someone.pk])).content.decode()
    assert str(QUESTIONS[second].why) in page
    assert f"typed by {world.key_worker.name}" in page
    begun.refresh_from_db()
    assert begun.finished_at is None, "what was left empty can be answered on the tablet"
    for who in (world.person, world.tutor, world.key_worker_elsewhere):
        with pytest.raises(PermissionDenied):
            answer_from_paper(licence, key=key(), questions=[first], answers={}, by=who)


def test_may_i_on_paper_says_who_typed_it_and_is_heard(world, browse):
    sheet = printed(world, "may_i", "night")
    staff, day = browse(world.key_worker), clock.today() + timedelta(days=9)
    said = {"place": "4 Low Road", "starts_on": day.isoformat()}
    assert "problem" in type_in(staff, sheet, **said).content.decode()
    past = {**said, "what": "My mum", "starts_on": "2020-01-01"}
    assert "today or later" in type_in(staff, sheet, **past).content.decode()
    assert not LicencePermission.objects.exists()
    for _twice in range(2):
        type_in(staff, sheet, **said, what="I want to kill myself at mum's")
    made = LicencePermission.objects.get()
    assert (made.how, made.written_by, made.starts_on) == ("paper", world.key_worker, day)
    assert CareAlert.objects.exists()
    assert "On paper" in browse(world.person).get(made.get_absolute_url()).content.decode()


def test_what_happened_on_paper_is_the_persons_reply_before_any_decision(world, browse):
    now = clock.now()
    meeting = Appointment.objects.create(
        person=world.someone, kind="office", about="key_work", staff=world.key_worker, made_in=world.here, status="asked",
        asked_at=now, asked_how="letter", reply_due_at=now + timedelta(days=5), starts_at=now - timedelta(days=1),
        ends_at=now - timedelta(hours=23),
    )  # fmt: skip
    assert "What happened?" in browse(world.person).get(reverse("sheets:mine")).content.decode()
    sheet = printed(world, "what_happened", str(meeting.pk))
    staff = browse(world.pom)
    assert "problem" in type_in(staff, sheet, words="I was ill").content.decode()
    for _twice in range(2):
        type_in(staff, sheet, answer="ill", words="I was in bed.")
    meeting.refresh_from_db()
    assert (meeting.reply, meeting.reply_how, meeting.replied_by) == ("ill", "letter", world.pom)
    assert "I was in bed." in browse(world.person).get(meeting.get_absolute_url()).content.decode()
