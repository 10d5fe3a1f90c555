"""Threads of a person with staff: who sees them, that they follow the person, and that staff know who waits."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.audit.models import AuditEvent
from justice_portal.models import Notice
from justice_portal.people.allocations.actions import give_people
from justice_portal.people.models import Cover
from justice_portal.protected.models import Connection
from learning.models import ClassPlace, TaughtClass
from mentoring.models import Hold, Message, MessagePolicy, Thread
from rehab.care.models import CareAlert
from rehab.models import Department, DepartmentMember
from tests.factories import PersonFactory, allocate, sign_in_for, staff
from tests.mentoring.pairs import PHONE, matched, say

LIST, DESK, CHOOSE = "/messages/", "/talks/", "/messages/new/"


def own(thread):
    return reverse("messages:thread", args=[thread.pk])


def of_staff(thread):
    return reverse("talks:thread", args=[thread.pk])


def write(client, url, body):
    return client.post(url, {"key": str(uuid4()), "body": body})


def begin(client, kind):
    """Choose somebody on the person's own page, as it offers them."""
    shown = client.get(CHOOSE).text
    code = next(part.split('"')[0] for part in shown.split('value="') if part.startswith(kind))
    answer = client.post(CHOOSE, {"who": code})
    assert answer.status_code == 302, answer.content.decode()
    return Thread.objects.get(pk=answer.headers["Location"].strip("/").split("/")[-1])


@pytest.fixture
def department(world):
    education = Department.objects.create(establishment=world.here, name="Education", name_welsh="Addysg")
    for who in (world.tutor, world.safer_custody):
        DepartmentMember.objects.create(department=education, user=who)
    return education


def test_the_whole_way_of_a_message_to_the_key_worker_and_back(world, rules, browse):
    person, worker = browse(world.person), browse(world.key_worker)
    thread = begin(person, "key_worker")
    assert begin(person, "key_worker") == thread
    sent = person.get(write(person, own(thread), "Can I move to another job?").headers["Location"]).text
    assert "Your message is sent" in sent
    assert ">Sent<" in sent
    desk = worker.get(DESK).text
    assert "1 new message" in desk
    assert "Can I move to another job?" in desk
    assert Notice.objects.filter(user=world.key_worker, kind="messages.from_person_to_staff").count() == 1
    assert "Can I move to another job?" in worker.get(of_staff(thread)).text
    assert "Read, not answered" in worker.get(DESK).text
    assert ">Read<" in person.get(own(thread)).text
    write(worker, of_staff(thread), "Yes. I will ask the kitchen.")
    assert "Nobody waits for an answer" in worker.get(DESK).text
    assert "I will ask the kitchen" in worker.get(DESK, {"show": "all"}).text
    inbox = person.get(LIST).text
    assert (world.key_worker.name in inbox, "1 new message" in inbox) == (True, True)
    assert "I will ask the kitchen" in person.get(own(thread)).text
    thread.refresh_from_db()
    assert thread.waiting_at is None
    assert AuditEvent.objects.get(event="talks.opened").subjects == [world.someone.pk]


def test_nobody_else_of_the_staff_sees_it_and_sight_ends_with_the_role(world, rules, browse):
    thread = begin(browse(world.person), "key_worker")
    say(thread, world.person, "For you alone")
    for who in (world.pom, world.manager, world.moderator, world.tutor, world.mentor, world.key_worker_elsewhere):
        assert browse(who).get(of_staff(thread)).status_code == 404
        assert not Message.objects.visible_to(who).exists()
        with pytest.raises(PermissionDenied):
            say(thread, who, "Hello")
    new = staff("key_worker", at=world.here, name="Kim New")
    give_people(world.here, people=[world.someone.pk], role=Role.KEY_WORKER, worker=new, by=world.manager)
    assert browse(world.key_worker).get(of_staff(thread)).status_code == 404
    shown = browse(new).get(of_staff(thread)).text
    assert "For you alone" in shown
    told = {(one.user, one.kind) for one in Notice.objects.filter(kind__startswith="talks.")}
    assert told == {(world.person, "talks.new_worker"), (new, "talks.taken_on")}
    assert "Kim New" in browse(world.person).get(LIST).text
    thread.refresh_from_db()
    assert (thread.staff, thread.waiting_at is not None) == (new, True)


def test_who_covers_answers_for_those_days_and_a_transfer_closes_it(world, rules, browse):
    thread, other = begin(browse(world.person), "key_worker"), staff("key_worker", at=world.here)
    days = {"starts_on": clock.today(), "ends_on": clock.today(), "given_by": world.manager}
    cover = Cover.objects.create(
        covered=world.key_worker, by=other, role="key_worker", establishment=world.here, **days
    )
    say(thread, world.person, "Hello")
    assert Notice.objects.filter(user=other, kind="messages.from_person_to_staff").exists()
    say(thread, other, "I stand in for them today.")
    Cover.objects.filter(pk=cover.pk).update(ended_at=clock.now())
    assert browse(other).get(of_staff(thread)).status_code == 404
    person = world.someone
    person.establishment = world.there
    person.wing = person.cell = None
    person.save()
    shown = browse(world.person).get(own(thread)).text
    assert "Nobody can answer here now" in shown
    assert "I stand in for them today." in shown
    assert browse(world.key_worker).get(of_staff(thread)).status_code == 404


def test_a_department_answers_with_many_and_the_person_sees_names_only_where_the_prison_says_so(
    world, rules, department, browse
):
    person = browse(world.person)
    thread = begin(person, "department")
    say(thread, world.person, "Which classes are there?")
    assert {one.user for one in Notice.objects.filter(kind="messages.from_person_to_staff")} == {
        world.tutor, world.safer_custody,
    }  # fmt: skip
    say(thread, world.tutor, "Maths and art.")
    shown = person.get(own(thread)).text
    assert ("Education" in shown, world.tutor.name in shown) == (True, False)
    colleague = browse(world.safer_custody)
    assert world.tutor.name in colleague.get(of_staff(thread)).text
    assert "new message" not in colleague.get(DESK, {"show": "all"}).text
    MessagePolicy.objects.create(establishment=world.here, names_staff=True)
    assert f"{world.tutor.name}, Education" in person.get(own(thread)).text
    DepartmentMember.objects.filter(user=world.tutor).update(ended_at=clock.now())
    assert browse(world.tutor).get(of_staff(thread)).status_code == 404


def test_a_tutor_writes_with_those_they_teach_while_they_do(world, rules, browse):
    client = browse(world.person)
    assert world.tutor.name not in client.get(CHOOSE).text
    maths = TaughtClass.objects.create(
        establishment=world.here, title="Maths", from_on=date(2026, 1, 1), made_by=world.tutor
    )
    place = ClassPlace.objects.create(taught_class=maths, person=world.someone)
    thread = begin(client, "tutor")
    say(thread, world.person, "I do not get question 3.")
    assert "question 3" in browse(world.tutor).get(of_staff(thread)).text
    ClassPlace.objects.filter(pk=place.pk).update(left_on=clock.today())
    assert browse(world.tutor).get(of_staff(thread)).status_code == 404
    assert "Nobody can answer here now" in client.get(own(thread)).text


def test_handing_to_a_colleague_and_taking_back(world, rules, browse):
    thread = begin(browse(world.person), "key_worker")
    say(thread, world.person, "A question about my sentence")
    worker, url = browse(world.key_worker), reverse("talks:hand", args=[thread.pk])
    refused = worker.post(url, {"to": world.tutor.pk})
    assert refused.status_code == 200
    assert worker.post(url, {"to": world.pom.pk}).status_code == 302
    assert Notice.objects.filter(user=world.pom, kind="talks.handed").exists()
    assert "A question about my sentence" in browse(world.pom).get(of_staff(thread)).text
    assert "A question about my sentence" in browse(world.pom).get(DESK).text
    assert "Nobody waits for an answer" in worker.get(DESK).text
    assert f"{world.pom.name} answers you for now" in browse(world.person).get(own(thread)).text
    say(thread, world.pom, "I will look at it.")
    browse(world.pom).post(url, {"to": world.key_worker.pk})
    assert browse(world.pom).get(of_staff(thread)).status_code == 404
    say(thread, world.person, "Thanks.")
    assert worker.post(reverse("talks:settle", args=[thread.pk])).status_code == 302
    assert "Nobody waits for an answer" in worker.get(DESK).text


def test_rules_hold_what_is_written_with_staff_unless_the_prison_says_otherwise(world, rules, browse):
    thread = begin(browse(world.person), "key_worker")
    held = say(thread, world.person, PHONE)
    assert held.status == "held"
    assert PHONE not in browse(world.key_worker).get(of_staff(thread)).text
    theirs = say(thread, world.key_worker, PHONE).holds.get()
    moderator = browse(world.moderator)
    shown = moderator.get(reverse("moderation:hold", args=[theirs.pk])).text
    assert world.key_worker.name in shown
    moderator.post(reverse("moderation:hold-pass", args=[theirs.pk]), {"seen": theirs.message.fingerprint()})
    assert "07700" in browse(world.person).get(own(thread)).text
    moderator.post(reverse("moderation:hold-stop", args=[held.holds.get().pk]), {"reason": "contact", "words": "No."})
    assert Notice.objects.filter(user=world.person, kind="messages.stopped").exists()
    MessagePolicy.objects.create(establishment=world.here, holds_staff=False)
    assert say(thread, world.person, PHONE).status == "passed"


def test_t47_who_answers_a_thread_decides_nothing_about_it(world, rules, department):
    DepartmentMember.objects.create(department=department, user=world.moderator)
    thread = Thread.objects.create(person=world.someone, kind="department", department=department)
    hold = say(thread, world.person, PHONE).holds.get()
    assert Hold.objects.visible_to(world.moderator).filter(pk=hold.pk).exists()  # no TALK: they answer nothing
    DepartmentMember.objects.create(department=department, user=world.manager)
    Hold.objects.filter(pk=hold.pk).update(climbed_at=clock.now())
    assert not Hold.objects.visible_to(world.manager).filter(pk=hold.pk).exists()


def test_t38_staff_who_know_the_person_never_answer_even_if_code_forgets(world, rules, browse):
    thread = begin(browse(world.person), "key_worker")
    say(thread, world.person, "Hello")
    Connection.objects.create(user=world.key_worker, person=world.someone, source="manager", status="shut")
    assert browse(world.key_worker).get(of_staff(thread)).status_code == 404
    assert world.key_worker.name not in browse(world.person).get(CHOOSE).text
    for field in ("staff", "handed_to"):
        with pytest.raises(IntegrityError, match="kept apart"), transaction.atomic():
            Thread.objects.filter(pk=thread.pk).update(**{field: world.key_worker, "handed_at": clock.now()})


def test_t55_distress_in_words_to_staff_is_heard_and_staff_own_words_are_not(world, rules, browse):
    thread = begin(browse(world.person), "key_worker")
    say(thread, world.key_worker, "Did you say that you want to die?")
    assert not CareAlert.objects.exists()
    client = browse(world.person)
    answer = write(client, own(thread), "I want to die")
    assert CareAlert.objects.get().person == world.someone
    assert "Staff will check on you" in client.get(answer.headers["Location"]).text


def test_outside_a_person_writes_with_their_probation_officer_and_nobody_checks_it(world, rules, browse):
    person = world.people["released"]
    sign_in_for(person)
    thread = begin(browse(person.user), "com")
    MessagePolicy.objects.create(establishment=world.here, holds_all=True, opens_at=time(7), closes_at=time(7, 1))
    sent = say(thread, person.user, PHONE)
    assert (sent.status, sent.made_in) == ("passed", None)
    assert "07700" in browse(world.com).get(of_staff(thread)).text


def test_staff_begin_from_the_persons_page_as_what_they_are_and_nothing_else(world, rules, department, browse):
    url = reverse("talks:person", args=[world.someone.pk])
    client = browse(world.pom)
    shown = client.get(url).text
    assert ("As their POM" in shown, "As their key worker" in shown) == (True, False)
    assert client.post(url, {"who": f"key_worker-{world.key_worker.pk}"}).status_code == 200
    assert not Thread.objects.exists()
    answer = client.post(url, {"who": f"pom-{world.pom.pk}"})
    write(client, answer.headers["Location"], "Hello. I am your POM.")
    assert "1 new message" in browse(world.person).get("/").text
    assert "For Education" in browse(world.tutor).get(url).text


def test_t44_what_a_person_writes_to_staff_changes_nothing_for_their_mentor(world, match, browse):
    client = browse(world.mentor)
    say(match.thread, world.person, "Hello")
    client.get(reverse("mentoring:thread", args=[match.thread.pk]))
    before = client.get("/mentoring/").text
    say(begin(browse(world.person), "key_worker"), world.person, "About my mentor")
    assert "About my mentor" not in client.get("/mentoring/").text
    assert client.get("/mentoring/").text.count("jp-inbox__name") == before.count("jp-inbox__name") == 1


def test_desk_and_inbox_cost_the_same_however_many(world, rules, browse, same_queries):
    def add():
        person = PersonFactory(establishment=world.here)
        sign_in_for(person)
        allocate(person, world.key_worker, Role.KEY_WORKER, at=world.here)
        thread = Thread.objects.create(person=person, kind="key_worker", staff=world.key_worker, made_in=world.here)
        say(thread, person.user, "Hello")

    same_queries(browse(world.key_worker), DESK, add_row=add)


def test_the_longest_wait_is_first_and_a_person_may_have_both(world, rules, browse, time_machine):
    now = clock.now()
    for days in (1, 3, 2):
        person = PersonFactory(establishment=world.here, given_name=f"Days{days}")
        sign_in_for(person)
        allocate(person, world.key_worker, Role.KEY_WORKER, at=world.here)
        thread = Thread.objects.create(person=person, kind="key_worker", staff=world.key_worker, made_in=world.here)
        say(thread, person.user, "Hello")
        Thread.objects.filter(pk=thread.pk).update(waiting_at=now - timedelta(days=days))
    shown = browse(world.key_worker).get(DESK).text
    places = [shown.index(f"Days{days}") for days in (3, 2, 1)]
    assert places == sorted(places)
    matched(world.someone, world.mentor, world.here)
    begin(browse(world.person), "key_worker")
    assert browse(world.person).get(LIST).text.count("jp-inbox__name") == 2
