""" "May I?": asked by the person, answered by somebody in words, never by silence."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from rehab.care.victims.actions import add_victim_detail
from rehab.licence_permissions import actions
from rehab.licence_permissions.nightly import remind_of_open_permissions
from rehab.models import LicencePermission
from tests.rehab.licence.licences import key


def data(**changed):
    return {
        "key": key(), "kind": "night", "what": "My mum is ill.", "place": "4 Low Road, Farham",
        "starts_on": clock.today() + timedelta(days=10), "ends_on": clock.today() + timedelta(days=12), **changed,
    }  # fmt: skip


@pytest.fixture
def asked(world):
    return actions.ask_permission(world.someone, **data(), by=world.person)


def test_the_person_asks_and_both_see_the_answer_with_its_days_and_limits(world, browse):
    mine, officer = browse(world.person), browse(world.com)
    day = clock.today() + timedelta(days=3)
    sent = {"key": key(), "what": "See my son", "place": "Farham", "starts_on": day.isoformat()}
    first = mine.post("/may-i/ask/night/", sent)
    assert mine.post("/may-i/ask/night/", sent).headers["Location"] == first.headers["Location"]
    url = first.headers["Location"]
    assert "Not answered yet" in mine.get(url).content.decode()
    assert Notice.objects.filter(kind="may_i.asked", user=world.com).exists()
    assert "See my son" in officer.get(url).content.decode()
    officer.post(url, {"is_yes": "yes", "answer": "It is good to see him.", "limits": "Be back by 8pm."})
    for client in (mine, officer):
        page = client.get(url).content.decode()
        assert "Be back by 8pm." in page
        assert "It is good to see him." in page
        assert f"Yes, on {day.day} {day:%B %Y}." in page
    assert Notice.objects.filter(kind="may_i.answered", user=world.person).exists()
    assert "It is good" not in str(AuditEvent.objects.get(event="may_i.answered").facts)


@pytest.mark.parametrize(("changed", "said"), [
    ({"starts_on": clock.today() - timedelta(days=2)}, "today or later"),
    ({"ends_on": clock.today() + timedelta(days=1)}, "last day"),
    ({"ends_on": clock.today() + timedelta(days=400)}, "too far"),
])  # fmt: skip
def test_days_that_cannot_be_are_refused(world, changed, said):
    with pytest.raises(DomainError, match=said):
        actions.ask_permission(world.someone, **data(**changed), by=world.person)
    assert not LicencePermission.objects.exists()


def test_staff_do_not_ask_in_the_persons_name_nor_the_person_answer(world, asked):
    with pytest.raises(PermissionDenied):
        actions.ask_permission(world.someone, **data(), by=world.com)
    for who in ("person", "key_worker", "tutor", "com_elsewhere", "administrator"):
        with pytest.raises(PermissionDenied):
            actions.answer_permission(asked, is_yes=True, answer="Yes", by=getattr(world, who))
    assert asked.is_open


def test_silence_is_never_an_answer_neither_by_the_product_nor_in_the_database(world, asked):
    with pytest.raises(DomainError, match="Only a person"):
        actions.answer_permission(asked, is_yes=True, answer="Time is up", by=SYSTEM)
    row = LicencePermission.objects.filter(pk=asked.pk)
    days = {"from_on": clock.today(), "to_on": clock.today()}
    somebody = {"answered_at": clock.now(), "answered_by": world.com}
    for change in (
        {"status": "agreed", **days},
        {"status": "agreed", **days, **somebody},  # without words
        {"status": "agreed", "answer": "Yes", **somebody},  # without days
        {"status": "refused", "answer": "No"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**change)
    with time_machine.travel(clock.now() + timedelta(days=60)):
        remind_of_open_permissions()
        asked.refresh_from_db()
        assert asked.is_late
        assert "That is not a yes" in _page_of(world.person, asked)


def _page_of(user, asked):
    from django.test import Client

    from tests.signing_in import sign_in

    return sign_in(Client(), user).get(asked.get_absolute_url()).content.decode()


def test_what_nobody_answered_surfaces_before_its_day_and_climbs(world, asked):
    kinds = Notice.objects.filter(kind="may_i.waits")
    for days_before, told in ((9, set()), (4, {world.com, world.pom}), (1, {world.com, world.pom, world.manager})):
        kinds.delete()
        with time_machine.travel(clock.now() + timedelta(days=10 - days_before)):
            remind_of_open_permissions()
        assert {notice.user for notice in kinds} == told, days_before
    actions.answer_permission(asked, is_yes=False, answer="It is too far.", by=world.com)
    kinds.delete()
    with time_machine.travel(clock.now() + timedelta(days=9)):
        remind_of_open_permissions()
    assert not kinds.exists()


def test_a_yes_can_be_ended_with_a_reason_and_a_no_stays_no(world, asked):
    actions.answer_permission(asked, is_yes=True, answer="Yes.", by=world.com)
    actions.answer_permission(asked, is_yes=False, answer="The home is full now.", by=world.manager)
    assert asked.status == "refused"
    with pytest.raises(DomainError):
        actions.answer_permission(asked, is_yes=True, answer="Yes.", by=world.com)


def test_the_person_takes_it_back(world, browse, asked):
    browse(world.person).post(reverse("may-i:withdraw", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.status == "withdrawn"
    with pytest.raises(DomainError):
        actions.answer_permission(asked, is_yes=True, answer="Yes.", by=world.com)


def test_t60_an_answer_never_gives_a_victim_away(world, asked):
    add_victim_detail(world.someone, key=key(), code="other", area_name="Zebulon Crescent", by=world.pom)
    with pytest.raises(DomainError, match="victim is"):
        actions.answer_permission(asked, is_yes=False, answer="It is near Zebulon Crescent.", by=world.com)
    assert asked.is_open


def test_words_of_distress_go_to_care(world):
    actions.ask_permission(world.someone, **data(what="I want to kill myself"), by=world.person)
    assert AuditEvent.objects.filter(event="care.concern_raised").exists()


def test_the_queue_puts_the_nearest_day_first_and_costs_the_same(world, browse, asked, same_queries):
    near = actions.ask_permission(
        world.someone, **data(kind="job", starts_on=clock.today(), ends_on=None), by=world.person
    )
    page = browse(world.com).get(reverse("may-i:queue")).content.decode()
    assert page.index(str(near.pk)) < page.index(str(asked.pk))
    assert "Late" in page

    def add_row():
        LicencePermission.objects.create(
            person=world.someone, kind="job", what="x", place="y", starts_on=clock.today(), ends_on=clock.today()
        )

    same_queries(browse(world.com), reverse("may-i:queue"), add_row=add_row)


BAD = {
    "nothing": ({}, "Fill in"),
    "no date": ({"what": "a", "place": "b"}, "Fill in the date"),
    "an impossible date": ({"what": "a", "place": "b", "starts_on": "2027-02-31"}, "real date"),
    "too long": ({"what": "x" * 201, "place": "b", "starts_on": "2027-02-03"}, "too long"),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_input_is_said_plainly_and_nothing_is_kept(world, browse, fault):
    sent, said = BAD[fault]
    page = browse(world.person).post("/may-i/ask/travel/", {"key": key(), **sent}).content.decode()
    assert said in page
    assert not LicencePermission.objects.exists()


def test_staff_type_it_for_who_is_beside_them_and_the_person_says_that_it_is_wrong(world, browse):
    mine, worker = browse(world.person), browse(world.key_worker)
    day = clock.today() + timedelta(days=3)
    url = reverse("may-i:write", args=[world.someone.pk, "night"])
    sent = {"key": key(), "how": "beside", "what": "See my son", "place": "Farham", "starts_on": day.isoformat()}
    page = worker.post(url, {**sent, "how": "portal"}).content.decode()
    assert "Choose from the list" in page
    where = [worker.post(url, sent).headers["Location"] for _twice in range(2)]
    assert where[0] == where[1]
    asked = LicencePermission.objects.get()
    assert Notice.objects.filter(kind="may_i.asked", user=world.com).exists()
    assert Notice.objects.filter(kind="may_i.written", user=world.person).exists()
    page = mine.get(where[0]).content.decode()
    assert "Written for you" in page
    assert f"{world.key_worker.name} wrote this down. Face to face." in page
    mine.post(reverse("may-i:wrong", args=[asked.pk]), {"words": "I said my brother."})
    mine.post(reverse("may-i:wrong", args=[asked.pk]), {"words": "And again."})
    assert "I said my brother." in browse(world.com).get(where[0]).content.decode()
    assert Notice.objects.filter(kind="may_i.said_wrong", user=world.com).exists()
    assert AuditEvent.objects.filter(event="may_i.said_wrong").count() == 1


def test_who_may_type_it_and_what_the_person_wrote_is_theirs_alone(world, asked):
    what = {**data(), "how": "phone"}
    for who in ("person", "tutor", "com_elsewhere", "administrator", "mentor"):
        with pytest.raises(PermissionDenied):
            actions.write_permission(world.someone, **what, by=getattr(world, who))
    with pytest.raises(DomainError, match="wrote this yourself"):
        actions.say_wrong(asked, words="", by=world.person)
    typed = actions.write_permission(world.someone, **what, by=world.pom)
    with pytest.raises(PermissionDenied):
        actions.say_wrong(typed, words="", by=world.pom)
    with pytest.raises(IntegrityError), transaction.atomic():  # the row itself says who typed it
        LicencePermission.objects.filter(pk=typed.pk).update(written_by=None)
