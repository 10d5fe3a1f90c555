"""Requests: asked in a few choices, on a clock that cannot be missed, answered with a reason, judged by the person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.models import Notice, Person
from justice_portal.people.signals import person_changed
from rehab.models import Department, RequestNote, RequestReply, RequestRoute, RequestType, SupportRequest
from rehab.requests import actions, figures, nightly
from rehab.requests.desk import actions as desk
from rehab.requests.due import due_after
from rehab.requests.questions import check_questions
from rehab.requests.routing import actions as routing
from tests.factories import PersonFactory, staff
from tests.rehab.requests.rows import asked_by, set_up


@pytest.fixture
def ready(world):
    set_up(world.here)
    return world


def ask(world, code="visits", *, by=None, **given):
    kind = RequestType.objects.get(code=code)
    given = {"key": uuid7(), "answers": {"what": "book"}, **given}
    return actions.ask(world.someone, type=kind, by=by or world.person, **given)


def heard(kind):
    return set(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_a_person_asks_in_one_choice_and_sees_who_answers_and_by_when(ready, browse):
    client = browse(ready.person)
    assert "Something is lost" in client.get(reverse("requests:ask", args=["property"])).content.decode()
    given = {"key": str(uuid7()), "what": "lost", "thing": "My blue coat"}
    page = client.post(reverse("requests:ask", args=["property"]), given, follow=True).content.decode()
    assert "Sent. Your request is with staff now." in page
    assert "It is with: Business hub" in page
    asked = SupportRequest.objects.get()
    assert asked.due_at == due_after(7)
    assert (asked.made_in, asked.wing, asked.how) == (ready.here, ready.wing, "self")
    assert [line.answer for line in asked.said] == ["Something is lost", "My blue coat"]
    client.post(reverse("requests:ask", args=["property"]), given)
    assert SupportRequest.objects.count() == 1, "sent twice is asked once"
    kept = AuditEvent.objects.get(event="requests.asked")
    assert "coat" not in str(kept.facts)


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": ""},
        {"what": "a bomb"},
        {"thing": ""},
        {"thing": "x" * 141},
        {"more": "x" * 1001},
        {"more": "a\u202eb"},
        {"key": ""},
    ],
)
def test_a_wrong_form_is_told_plainly_and_keeps_what_was_typed(ready, browse, wrong):
    given = {"key": str(uuid7()), "what": "lost", "thing": "My blue coat", "more": "", **wrong}
    response = browse(ready.person).post(reverse("requests:ask", args=["property"]), given)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    if given["thing"] == "My blue coat":
        assert "My blue coat" in response.content.decode()
    assert not SupportRequest.objects.exists()


def test_one_open_request_of_a_type_and_the_database_says_so(ready):
    first = ask(ready)
    with pytest.raises(DomainError, match="asked for this already"):
        ask(ready)
    with pytest.raises(IntegrityError, match="one_open_request_per_type_and_person"), transaction.atomic():
        asked_by(ready, ready.someone, ready.here)
    ask(ready, "money", answers={"what": "how"})
    desk.decide(first, status="declined", reason="The hall is full.", by=ready.manager)
    assert ask(ready).is_open


@pytest.mark.django_db(transaction=True)
def test_two_who_press_send_at_once_ask_once(world):
    set_up(world.here)

    def send(_number):
        try:
            ask(world)
        except DomainError:
            return "refused"
        finally:
            connection.close()
        return "asked"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(send, range(2))) == ["asked", "refused"]
    assert SupportRequest.objects.count() == 1
    asked, key = SupportRequest.objects.get(), uuid7()

    def say(_number):
        try:
            return actions.reply(asked, key=key, words="Please.", by=world.person).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as four:
        assert set(four.map(say, range(4))) == {key}, "the same words sent at once are said once"


def test_a_type_that_is_off_here_cannot_be_asked_for(ready, browse):
    visits = RequestType.objects.get(code="visits")
    hall = Department.objects.get(name="Visits hall")
    routing.set_route(ready.here, type=visits, department=hall, days=3, is_on=False, by=ready.manager)
    assert browse(ready.person).get(reverse("requests:ask", args=["visits"])).status_code == 404
    with pytest.raises(DomainError, match="cannot ask for this here"):
        ask(ready)


def test_a_decision_has_a_reason_and_shows_how_long_it_took(ready, browse):
    now = clock.now()
    asked = ask(ready)
    with pytest.raises(DomainError, match="Say why"):
        desk.decide(asked, status="approved", reason=" ", by=ready.manager)
    with time_machine.travel(now + timedelta(days=2), tick=False):
        client = browse(ready.manager)
        client.post(
            reverse("requests:decide", args=[asked.pk]), {"status": "approved", "reason": "You are booked for Sunday."}
        )
        page = browse(ready.person).get(reverse("requests:one", args=[asked.pk])).content.decode()
    assert "You are booked for Sunday." in page
    assert "The answer took 2 days." in page
    assert ready.manager.name not in page
    assert heard("requests.decided") == {ready.person.username}
    with pytest.raises(DomainError, match="Somebody else answered"):
        desk.decide(SupportRequest.objects.get(), status="declined", reason="No.", by=ready.manager)


def test_who_may_not_decide_changes_nothing(ready):
    asked = ask(ready)
    for who in (ready.key_worker, ready.pom, ready.manager_elsewhere, ready.person, ready.tutor):
        with pytest.raises(PermissionDenied):
            desk.decide(asked, status="approved", reason="Yes.", by=who)
    asked.refresh_from_db()
    assert asked.is_open


def test_the_person_says_that_it_was_not_answered_and_the_manager_hears(ready, browse):
    asked = ask(ready)
    with pytest.raises(DomainError, match="no answer yet"):
        actions.give_verdict(asked, verdict="answered", by=ready.person)
    desk.decide(asked, status="declined", reason="No.", by=ready.manager)
    browse(ready.person).post(reverse("requests:verdict", args=[asked.pk, "not_answered"]))
    asked.refresh_from_db()
    assert asked.verdict == "not_answered"
    assert heard("requests.not_answered") == {ready.manager.username}
    page = browse(ready.manager).get(reverse("requests:desk") + "?show=not_answered").content.decode()
    assert "They say: not answered" in page
    with pytest.raises(DomainError, match="Only the person"):
        actions.give_verdict(asked, verdict="answered", by=ready.manager)


def test_a_late_request_goes_up_by_itself_once_for_each_step(ready):
    boss = staff("manager")
    asked, now = ask(ready), clock.now()
    nightly.send_up_late_requests()
    assert not heard("requests.late")
    with time_machine.travel(now + timedelta(days=7), tick=False):
        nightly.send_up_late_requests()
        nightly.send_up_late_requests()
        asked.refresh_from_db()
        assert (asked.step, heard("requests.late")) == (1, {ready.manager.username})
        assert AuditEvent.objects.filter(event="requests.stepped_up").count() == 1
    with time_machine.travel(now + timedelta(days=12), tick=False):
        nightly.send_up_late_requests()
        asked.refresh_from_db()
        assert (asked.step, heard("requests.late")) == (2, {ready.manager.username, boss.username})
        desk.decide(asked, status="approved", reason="Yes.", by=ready.manager)
        nightly.send_up_late_requests()
    assert AuditEvent.objects.filter(event="requests.stepped_up").count() == 2


@pytest.mark.parametrize(
    ("at", "days", "due"),
    [
        ("2026-03-27 16:59", 0, "2026-03-27 17:00"),
        ("2026-03-27 17:01", 0, "2026-03-28 17:00"),
        ("2026-03-27 10:00", 3, "2026-03-30 17:00"),
    ],
)
def test_due_is_when_offices_close_in_london_summer_time_or_not(at, days, due):
    with time_machine.travel(f"{at} +0000", tick=False):
        assert f"{due_after(days):%Y-%m-%d %H:%M}" == due


def test_words_that_sound_urgent_put_a_request_first_and_say_why(ready, browse):
    ask(ready, "health", answers={"who": "nurse"})
    words = ask(ready, "other", answers={"words": "My mum died, I need to go to the funeral"})
    ask(ready, "money", answers={"what": "how"})
    assert (words.urgency, words.has_urgent_words) == (1, True)
    page = browse(ready.manager).get(reverse("requests:desk")).content.decode()
    assert "Now: urgent words" in page
    page = page.partition("<tbody>")[2]
    assert page.index("Something else") < page.index("My money")


def test_t56_words_of_distress_block_nothing_and_reach_staff(ready):
    asked = ask(ready, "other", answers={"words": "I want to die"})
    assert asked.is_open
    assert heard("care.concern"), "somebody hears at once"


def test_the_list_is_by_urgency_then_by_waiting(ready):
    now = clock.now()
    with time_machine.travel(now, tick=False):
        old = ask(ready, "money", answers={"what": "how"})
    with time_machine.travel(now + timedelta(days=1), tick=False):
        soon = ask(ready, "kit", answers={"what": "bed"})
    with time_machine.travel(now + timedelta(days=2), tick=False):
        newest = ask(ready, "bad-news", answers={"what": "call"})
    assert list(SupportRequest.objects.visible_to(ready.manager).open().by_need()) == [newest, soon, old]


def test_several_are_answered_at_once_only_where_it_is_safe(ready):
    other = Person.objects.get(pk=ready.people["released"].pk)
    Person.objects.filter(pk=other.pk).update(place="prison", establishment=ready.here)
    first, second = ask(ready), asked_by(ready, other, ready.here)
    mixed = ask(ready, "money", answers={"what": "how"})
    urgent = ask(ready, "bad-news", answers={"what": "call"})
    with pytest.raises(DomainError, match="one type"):
        desk.decide_many(SupportRequest, chosen=[first, mixed], status="approved", reason="Yes.", by=ready.manager)
    with pytest.raises(DomainError, match="one by one"):
        desk.decide_many(SupportRequest, chosen=[urgent], status="approved", reason="Yes.", by=ready.manager)
    with pytest.raises(DomainError, match="not yours"):
        desk.decide_many(SupportRequest, chosen=[first], status="approved", reason="Yes.", by=ready.key_worker)
    assert not SupportRequest.objects.filter(decided_at__isnull=False).exists()
    desk.decide_many(
        SupportRequest, chosen=[first, second], status="approved", reason="The hall is open.", by=ready.manager
    )
    assert SupportRequest.objects.filter(status="approved", reason="The hall is open.").count() == 2


def test_staff_write_for_a_person_it_is_marked_and_shown(ready, browse):
    given = {"key": str(uuid7()), "what": "add", "how": "paper"}
    browse(ready.key_worker).post(reverse("requests:ask-for", args=[ready.someone.pk, "phone"]), given)
    asked = SupportRequest.objects.get()
    assert (asked.how, asked.asked_by, asked.person) == ("paper", ready.key_worker, ready.someone)
    assert heard("requests.written_for_you") == {ready.person.username}
    page = browse(ready.person).get(reverse("requests:one", args=[asked.pk])).content.decode()
    assert f"You wrote this on paper. {ready.key_worker.name} typed it for you." in page


def test_a_transfer_takes_it_along_and_release_ends_it(ready):
    set_up(ready.there)
    asked = ask(ready)
    due = asked.due_at
    Person.objects.filter(pk=ready.someone.pk).update(place="transfer", establishment=None, wing=None, cell=None)
    person_changed.send(Person, person=Person.objects.get(pk=ready.someone.pk), event="transferred", movement=None)
    Person.objects.filter(pk=ready.someone.pk).update(place="prison", establishment=ready.there)
    person_changed.send(Person, person=Person.objects.get(pk=ready.someone.pk), event="arrived", movement=None)
    asked.refresh_from_db()
    assert (asked.made_in, asked.department.establishment, asked.due_at, asked.is_open) == (
        ready.there,
        ready.there,
        due,
        True,
    )
    Person.objects.filter(pk=ready.someone.pk).update(place="community", establishment=None)
    person_changed.send(Person, person=Person.objects.get(pk=ready.someone.pk), event="released", movement=None)
    asked.refresh_from_db()
    assert (asked.status, asked.left_prison) == ("withdrawn", True)


def decided(ready, people, *, after=timedelta(days=4, hours=1), at=None):
    """A decided request of each of these people, as rows."""
    at = at or clock.now() - timedelta(days=10)
    for one in people:
        asked = asked_by(ready, one, ready.here, "visits")
        SupportRequest.objects.filter(pk=asked.pk).update(
            status="approved", asked_at=at - after, due_at=at, decided_at=at, decided_by=ready.manager, reason="Yes."
        )


def times_of(client, page):
    return client.get(reverse(page)).content.decode()


def test_t102_how_long_answers_take_is_told_of_six_people_or_more_and_not_before_the_week_is_over(ready, browse):
    others = [PersonFactory(establishment=ready.here) for _ in range(figures.FEWEST)]
    pages = [(browse(ready.person), "requests:times"), (browse(ready.tutor), "requests:desk-times")]
    decided(ready, [ready.someone] * 8)  # one who asks often is still one
    decided(ready, others[:4])
    decided(ready, others, at=clock.now())
    assert not any("4 days" in times_of(*one) for one in pages)
    decided(ready, others[4:5])
    for client, page in pages:
        assert "4 days" in times_of(client, page)
    assert "In time: about 100 out of 100." in times_of(*pages[0])


def test_t102_only_who_may_open_each_request_reads_counts(ready, browse):
    decided(ready, [ready.someone] * 2 + [ready.people["restricted"]])
    (line,) = figures.exact(SupportRequest.objects.visible_to(ready.manager), figures.TYPE)
    assert (line.decided, line.to_decision) == (2, None), "nothing of a restricted case"
    assert "Decided" in times_of(browse(ready.manager), "requests:desk-times")
    for who in (ready.tutor, ready.key_worker, ready.safer_custody):
        page = times_of(browse(who), "requests:desk-times")
        assert not any(word in page for word in (">Waiting<", ">Late<", ">Decided<", ready.wing.name))


def test_the_desk_costs_the_same_for_any_length(ready, browse, same_queries):
    kinds = iter([*RequestType.objects.exclude(code="health").exclude(code="legal")])
    same_queries(
        browse(ready.manager),
        reverse("requests:desk"),
        add_row=lambda: asked_by(ready, ready.someone, ready.here, next(kinds).code),
    )


def test_a_form_that_could_not_be_asked_is_refused_with_the_reason():
    good = {"code": "a", "kind": "text", "label": "A", "label_welsh": "A"}
    check_questions([good])
    for bad, why in [
        ([], "one to 6"),
        ([good, good], "twice"),
        ([{**good, "kind": "file"}], "kind is not known"),
        ([{**good, "code": "how"}], "small letters"),
        ([{**good, "label_welsh": ""}], "in Welsh"),
        ([{**good, "kind": "choice", "choices": [["a", "A", "A"]]}], "2 to 12"),
    ]:
        with pytest.raises(DomainError, match=why):
            check_questions(bad)


def test_shared_words_and_staff_notes_never_meet(ready, browse):
    asked = ask(ready)
    browse(ready.pom).post(
        reverse("requests:desk-reply", args=[asked.pk]), {"key": str(uuid7()), "words": "Shared words"}
    )
    browse(ready.pom).post(
        reverse("requests:note", args=[asked.pk]), {"note-key": str(uuid7()), "note-words": "Between us"}
    )
    assert (RequestReply.objects.count(), RequestNote.objects.count()) == (1, 1)
    own = browse(ready.person).get(reverse("requests:one", args=[asked.pk])).content.decode()
    assert "Shared words" in own
    assert "Between us" not in own
    assert not RequestNote.objects.visible_to(ready.person).exists()
    asked.refresh_from_db()
    assert asked.first_reply_at is not None
    too_long = browse(ready.pom).post(
        reverse("requests:note", args=[asked.pk]), {"note-key": str(uuid7()), "note-words": "x" * 1001}
    )
    assert "too long" in too_long.content.decode()


def test_the_nightly_work_touches_nothing_of_the_closed(ready):
    asked = ask(ready)
    actions.withdraw(asked, by=ready.person)
    assert not desk.step_up(asked, by=SYSTEM)
    assert RequestRoute.objects.filter(establishment=ready.here).count() == 14


def test_an_address_with_a_hidden_mark_names_no_type(ready, browse):
    assert browse(ready.manager).get(reverse("requests:many"), {"type": "vis\0its"}).status_code == 200
