"""Complaints: confidential, on a clock of their own, never read by whom they are about."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import Notice
from rehab.complaints import actions, nightly
from rehab.complaints.desk import actions as desk
from rehab.complaints.due import due_after
from rehab.complaints.setup import actions as setup
from rehab.models import Complaint, ComplaintReader
from tests.factories import staff
from tests.rehab.complaints.rows import answered, complaint_of


@pytest.fixture
def named(world):
    """A second manager of the prison, named to read confidential complaints."""
    user = staff("manager", at=world.here, name="Olwen Parry")
    setup.name_reader(world.here, user=user, by=world.administrator)
    return user


def sent(world, kind="ordinary", **given):
    given = {"key": uuid7(), "about": "staff", "words": "It was unkind.", **given}
    return actions.make_complaint(world.someone, kind=kind, **given, by=world.person)


def heard(kind):
    return set(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def may_read(user, complaint):
    return Complaint.objects.visible_to(user).filter(pk=complaint.pk).exists()


def readers(world, complaint, *more):
    everyone = [
        world.key_worker, world.pom, world.com, world.tutor, world.moderator, world.safer_custody, world.manager,
        world.manager_elsewhere, world.administrator, world.mentor, world.person_elsewhere, *more,
    ]  # fmt: skip
    return {user for user in everyone if may_read(user, complaint)}


def test_t01_ordinary_ones_are_read_by_managers_and_confidential_ones_by_who_is_named(world, named, browse):
    ordinary, secret = sent(world), sent(world, "confidential")
    assert readers(world, ordinary, named) == {world.manager, named}
    assert readers(world, secret, named) == {named}
    assert may_read(world.person, secret)
    assert heard("complaints.sent") == {world.manager.username, named.username}
    for page in ("desk-one", "answer"):
        url = reverse(f"complaints:{page}", args=[secret.pk])
        assert browse(world.manager).get(url).status_code == 404
        assert browse(named).get(url).status_code == 200
    assert "unkind" not in browse(world.manager).get(reverse("complaints:desk")).content.decode()
    with pytest.raises(PermissionDenied):
        desk.answer_complaint(secret, outcome="upheld", answer="Yes.", by=world.manager)
    setup.end_reader(ComplaintReader.objects.get(user=named), by=world.administrator)
    assert readers(world, secret, named) == set(), "who is named no more reads no more"


def test_t01_nobody_names_themselves_and_only_managers_of_the_prison_are_named(world):
    both = staff("administrator", name="Both")
    for user in (world.key_worker, world.manager_elsewhere, world.administrator):
        with pytest.raises(DomainError):
            setup.name_reader(world.here, user=user, by=both)
    with pytest.raises(DomainError, match="cannot name yourself"):
        setup.name_reader(world.here, user=both, by=both)
    with pytest.raises(PermissionDenied):
        setup.name_reader(world.here, user=world.manager, by=world.manager)
    assert not ComplaintReader.objects.exists()


@pytest.mark.parametrize(
    "given", [{}, {"words": "Governor Parry shouted."}, {"wanted": "Move olwen parry away."}, {"words": "Mrs. Parry"}]
)
def test_t01_a_complaint_about_a_reader_is_never_read_by_them(world, named, browse, given):
    kept = sent(world, "ordinary", kept_from=[] if given else [named.pk], **given)
    assert readers(world, kept, named) == {world.manager}
    assert heard("complaints.sent") == {world.manager.username}
    assert browse(named).get(reverse("complaints:desk-one", args=[kept.pk])).status_code == 404
    page = browse(named).get(reverse("complaints:desk")).content.decode()
    assert str(kept.pk) not in page
    with pytest.raises(PermissionDenied):
        desk.answer_complaint(kept, outcome="upheld", answer="Yes.", by=named)


def test_what_nobody_could_read_is_not_taken_in_and_an_estate_manager_reads_where_the_prison_cannot(world, named):
    with pytest.raises(DomainError, match="Nothing was sent"):
        sent(world, "confidential", kept_from=[named.pk])
    assert not Complaint.objects.exists()
    boss = staff("manager")
    sent(world, kept_from=[named.pk, world.manager.pk])
    assert heard("complaints.sent") == {boss.username}


def test_f9_the_same_form_twice_is_one_complaint_and_what_was_typed_is_not_in_the_audit(world, named, browse):
    client, url = browse(world.person), reverse("complaints:new")
    page = client.get(url).content.decode()
    assert "Olwen Parry" in page
    given = {
        "key": str(uuid7()), "about": "cell", "kind": "confidential", "kept_from": [str(world.manager.pk)],
        "words": "The blue heater is off.", "wanted": "Mend it",
    }  # fmt: skip
    for _twice in range(2):
        shown = client.post(url, given, follow=True).content.decode()
    made = Complaint.objects.get()
    assert (made.kept_from, made.made_in, made.due_at) == ([world.manager.pk], world.here, due_after(5))
    assert "Only the few who are named" in shown
    assert "heater" not in str(AuditEvent.objects.get(event="complaints.sent").facts)
    assert "reads" not in given


@pytest.mark.parametrize(
    "wrong", [{"about": ""}, {"about": "x"}, {"kind": "confidential"}, {"words": ""}, {"words": "x" * 2001},
              {"kept_from": ["me"]}, {"key": ""}],
)  # fmt: skip
def test_a_wrong_form_is_told_plainly_and_keeps_what_was_typed(world, browse, wrong):
    given = {
        "key": str(uuid7()),
        "about": "cell",
        "kind": "ordinary",
        "words": "Blue coat",
        "wanted": "A new one",
        **wrong,
    }
    response = browse(world.person).post(reverse("complaints:new"), given)
    assert response.status_code == 200
    page = response.content.decode()
    assert 'role="alert"' in page
    assert "A new one" in page
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("at", "due"),
    [("2026-03-19 10:00", "2026-03-26 17:00"), ("2026-03-27 18:00", "2026-04-07 17:00"), ("2026-12-23 10:00", "2027-01-04 17:00")],
)  # fmt: skip
def test_five_working_days_leave_out_weekends_and_bank_holidays_and_the_prison_may_say_others(world, at, due):
    with time_machine.travel(f"{at} +0000", tick=False):
        assert f"{due_after(5):%Y-%m-%d %H:%M}" == due
    setup.set_days(world.here, days={"ordinary": 3}, by=world.administrator)
    assert sent(world).due_at == due_after(3)
    with pytest.raises(DomainError, match="working days"):
        setup.set_days(world.here, days={"ordinary": 0}, by=world.administrator)


def test_a_late_one_goes_up_once_and_never_to_whom_it_is_about(world, named):
    boss, now = staff("manager"), clock.now()
    late = sent(world, kept_from=[named.pk])
    nightly.send_up_late_complaints()
    assert not heard("complaints.late")
    with time_machine.travel(now + timedelta(days=9), tick=False):
        nightly.send_up_late_complaints()
        nightly.send_up_late_complaints()
    late.refresh_from_db()
    assert late.stepped_up_at
    assert heard("complaints.late") == {world.manager.username, boss.username}
    assert AuditEvent.objects.filter(event="complaints.stepped_up").count() == 1


def test_f9_two_clicks_answer_once_and_the_first_answer_stays(world, named):
    first = sent(world)
    stale = Complaint.objects.get(pk=first.pk)
    desk.answer_complaint(first, outcome="upheld", answer="You are right.", by=world.manager)
    with pytest.raises(DomainError, match="Somebody else"):
        desk.answer_complaint(stale, outcome="not_upheld", answer="No.", by=named)
    desk.answer_complaint(Complaint.objects.get(), outcome="upheld", answer="You are right.", by=world.manager)
    assert AuditEvent.objects.filter(event="complaints.answered").count() == 1
    assert Complaint.objects.get().outcome == "upheld"


def test_the_answer_is_measured_read_and_appealed_once_to_somebody_else(world, named, browse):
    complaint, reader = sent(world), browse(world.manager)
    url, given = reverse("complaints:answer", args=[complaint.pk]), {"outcome": "partly", "answer": "We will mend it."}
    assert "How it reads" in reader.post(url, {**given, "check": ""}).content.decode()
    assert Complaint.objects.get().is_open
    reader.post(url, {"outcome": "partly", "answer": ""})
    assert Complaint.objects.get().is_open
    reader.post(url, given)
    person, one = browse(world.person), reverse("complaints:one", args=[complaint.pk])
    page = person.get(one).content.decode()
    assert "We will mend it." in page
    assert world.manager.name not in page
    ask = reverse("complaints:appeal", args=[complaint.pk])
    assert "cannot be looked at again" in person.post(ask, {"key": str(uuid7()), "words": "Too soon"}).content.decode()
    person.post(reverse("complaints:verdict", args=[complaint.pk, "not_answered"]))
    assert heard("complaints.not_answered") == {world.manager.username, named.username}
    assert 'role="alert"' in person.post(ask, {"key": str(uuid7()), "words": ""}).content.decode()
    for _twice in range(2):
        person.post(ask, {"key": str(uuid7()), "words": "It is still off."})
    again = Complaint.objects.get(appeal_of=complaint)
    assert (again.kind, again.kept_from, again.is_open) == (complaint.kind, [], True)
    with pytest.raises(DomainError, match="Someone else"):
        desk.answer_complaint(again, outcome="upheld", answer="Yes.", by=world.manager)
    assert "We will mend it." in browse(named).get(reverse("complaints:desk-one", args=[again.pk])).content.decode()
    desk.answer_complaint(again, outcome="upheld", answer="Yes.", by=named)


def test_taking_one_back_is_for_the_person_alone_and_its_readers_hear(world, named, browse):
    complaint, client = sent(world), browse(world.person)
    url = reverse("complaints:withdraw", args=[complaint.pk])
    assert "No one may make you do this." in client.get(url).content.decode()
    with pytest.raises(PermissionDenied):
        actions.withdraw(complaint, by=world.manager)
    for _twice in range(2):
        page = client.post(url, follow=True).content.decode()
    assert "Nobody will answer it" in page
    assert AuditEvent.objects.filter(event="complaints.withdrawn").count() == 1
    assert heard("complaints.withdrawn") == {world.manager.username, named.username}
    with pytest.raises(DomainError, match="took it back"):
        desk.answer_complaint(Complaint.objects.get(), outcome="upheld", answer="Yes.", by=world.manager)
    with pytest.raises(DomainError, match="no answer yet"):
        actions.give_verdict(Complaint.objects.get(), verdict="answered", by=world.person)
    shown = browse(world.manager).get(reverse("complaints:desk-one", args=[complaint.pk])).content.decode()
    assert "Ask them, alone and kindly" in shown
    assert (
        complaint.get_about_display()
        in browse(world.manager).get(reverse("complaints:desk"), {"show": "withdrawn"}).content.decode()
    )
    done = answered(world.someone, world.here, world.manager)
    with pytest.raises(DomainError, match="cannot take it back"):
        actions.withdraw(done, by=world.person)


def test_t01_staff_write_one_for_somebody_who_cannot_and_do_not_read_it_later(world, named, browse):
    url = reverse("complaints:take-down", args=[world.someone.pk])
    given = {
        "key": str(uuid7()), "how": "said", "about": "cell", "kind": "confidential", "words": "I want to die here",
    }  # fmt: skip
    worker = browse(world.key_worker)
    assert 'role="alert"' in worker.post(url, {**given, "how": "self"}).content.decode()
    for _twice in range(2):
        page = worker.post(url, given, follow=True).content.decode()
    assert "They see that you wrote it." in page
    made = Complaint.objects.get()
    assert (made.how, made.written_by, made.made_in) == ("said", world.key_worker, world.here)
    assert readers(world, made, named) == {named}
    assert heard("care.concern")
    assert heard("complaints.written_for_you") == {world.person.username}
    shown = browse(world.person).get(made.get_absolute_url()).content.decode()
    assert f"{world.key_worker.name} wrote this for you." in shown
    assert "die here" not in str(AuditEvent.objects.get(event="complaints.taken_down").facts)
    assert world.key_worker.name in browse(named).get(reverse("complaints:desk-one", args=[made.pk])).content.decode()
    with pytest.raises(PermissionDenied):
        actions.take_down(world.someone, **{**given, "key": uuid7()}, by=world.com)


def test_only_the_person_says_whether_it_was_answered(world):
    done = answered(world.someone, world.here, world.manager)
    with pytest.raises(PermissionDenied):
        actions.give_verdict(done, verdict="answered", by=world.manager)
    with pytest.raises(DomainError, match="no answer yet"):
        actions.give_verdict(complaint_of(world.someone, world.here), verdict="answered", by=world.person)


def test_t01_each_read_by_staff_is_kept(world, browse):
    complaint, client = sent(world), browse(world.manager)
    for page in ("desk-one", "answer"):
        client.get(reverse(f"complaints:{page}", args=[complaint.pk]))
    client.get(reverse("complaints:desk"))
    kept = AuditEvent.objects.filter(subjects__contains=[world.someone.pk], by_id=world.manager.pk)
    assert kept.filter(event="complaints.viewed").count() == 2
    assert kept.filter(event="complaints.listed").count() == 1


def test_t56_words_of_distress_are_heard(world):
    sent(world, words="I want to die")
    assert heard("care.concern")


def test_the_desk_costs_the_same_for_any_length(world, browse, same_queries):
    same_queries(
        browse(world.manager), reverse("complaints:desk"), add_row=lambda: complaint_of(world.someone, world.here)
    )
