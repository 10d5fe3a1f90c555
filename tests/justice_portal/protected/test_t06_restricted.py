"""Looking up a celebrity, an ex-partner, a neighbour (T06): restricted records, broken glass, look-ups that are counted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.lookups.actions import lift_stop
from justice_portal.lookups.models import LookUp, LookUpLimit, LookUpStop
from justice_portal.models import Allocation, BrokenGlass, Movement, NamedAccess, Notice, Person
from tests.factories import PersonFactory, allocate
from tests.masked import masked


@pytest.fixture
def restricted(world):
    return world.people["restricted"]


def asks(person, **other):
    return {"key": str(uuid4()), "number": person.prison_number, "reason": "life", "words": "Found ill", **other}


def pages(person):
    return [
        reverse(name, args=[person.pk])
        for name in ("people:person", "people:history", "people:alerts", "plans:for-person")
    ]


def test_t06_without_breaking_the_glass_a_restricted_record_is_as_if_it_were_not_there(restricted, world, browse):
    unknown = Person(pk=uuid4())
    for user in (world.safer_custody, world.manager, world.key_worker, world.com, world.administrator):
        client = browse(user)
        for here, nowhere in zip(pages(restricted), pages(unknown), strict=True):
            assert masked(client.get(here)) == masked(client.get(nowhere)), (user.name, here)


def test_t06_broken_glass_opens_the_record_to_read_for_an_hour_and_tells_the_manager_at_once(
    restricted, world, browse, time_machine
):
    time_machine.move_to(clock.now(), tick=False)
    client = browse(world.safer_custody)
    response = client.post(reverse("protected:emergency"), asks(restricted))
    assert response.url == restricted.get_absolute_url()
    glass = BrokenGlass.objects.get()
    assert glass.ends_at - glass.opened_at == timedelta(minutes=60)
    assert AuditEvent.objects.get(event="protected.glass_broken").subjects == [restricted.pk]
    told = Notice.objects.get(kind="protected.glass_broken")
    assert (told.user, told.at) == (world.manager, clock.now())
    page = client.get(restricted.get_absolute_url())
    assert page.status_code == 200
    assert "Open to you in an emergency" in page.content.decode()
    assert AuditEvent.objects.filter(event="person.viewed", subjects=[restricted.pk]).exists()
    assert client.get(reverse("people:alert-add", args=[restricted.pk])).status_code == 403  # to read, not to change
    assert browse(world.tutor).get(restricted.get_absolute_url()).status_code == 404
    time_machine.shift(timedelta(minutes=60, seconds=1))
    assert browse(world.safer_custody).get(restricted.get_absolute_url()).status_code == 404


def test_t06_every_number_that_opens_nothing_gets_the_same_answer_and_five_of_them_close_the_page(world, browse):
    client = browse(world.pom)
    key = str(uuid4())
    answers = set()
    for number in ("A0998ZZ", world.people["elsewhere"].prison_number):
        status, _headers, body = masked(
            client.post(reverse("protected:emergency"), {**asks(world.someone, key=key), "number": number})
        )
        answers.add((status, body.replace(number.encode(), b"number")))
    assert len(answers) == 1
    for _ in range(3):
        client.post(reverse("protected:emergency"), {**asks(world.someone), "number": "A0998ZZ"})
    assert client.post(reverse("protected:emergency"), asks(world.someone)).status_code == 400
    assert not BrokenGlass.objects.exists()
    assert AuditEvent.objects.filter(event="protected.glass_refused").count() == 6
    assert "A0998ZZ" not in str(list(AuditEvent.objects.values()))


def test_t06_the_same_form_sent_twice_breaks_the_glass_once(restricted, world, browse):
    client, form = browse(world.safer_custody), asks(restricted)
    for _ in range(2):
        assert client.post(reverse("protected:emergency"), form).status_code == 302
    assert BrokenGlass.objects.count() == 1


def test_t06_the_manager_sees_what_was_opened_and_says_whether_it_was_right(restricted, world, browse):
    staff = browse(world.safer_custody)
    staff.post(reverse("protected:emergency"), asks(restricted))
    staff.get(restricted.get_absolute_url())
    glass = BrokenGlass.objects.get()
    url = reverse("protected:glass", args=[glass.pk])
    manager = browse(world.manager)
    assert world.safer_custody.name in manager.get(reverse("protected:desk")).content.decode()
    page = manager.get(url).content.decode()
    assert "person.viewed" in page
    assert restricted.family_name not in page  # a manager who is not named does not learn who it is
    assert browse(world.manager_elsewhere).get(url).status_code == 404
    assert staff.post(url, {"outcome": "right"}).status_code == 409
    manager.post(url, {"outcome": "wrong"})
    assert staff.get(restricted.get_absolute_url()).status_code == 404
    assert manager.post(url, {"outcome": "right"}).status_code == 409


def test_t06_a_manager_restricts_names_and_opens_a_record(world, browse):
    person, manager = world.someone, browse(world.manager)
    case = reverse("protected:case", args=[person.pk])
    assert browse(world.key_worker).get(person.get_absolute_url()).status_code == 200
    manager.post(reverse("protected:restrict", args=[person.pk]), {"key": str(uuid4()), "reason": "Known in the news"})
    assert browse(world.key_worker).get(person.get_absolute_url()).status_code == 404
    assert "Known in the news" in manager.get(case).content.decode()
    naming = {"key": str(uuid4()), "user": world.key_worker.pk, "reason": "Key worker"}
    manager.post(reverse("protected:name", args=[person.pk]), naming)
    assert browse(world.key_worker).get(person.get_absolute_url()).status_code == 200
    mine = NamedAccess.objects.get(user=world.manager)
    assert manager.post(reverse("protected:name-end", args=[mine.pk])).status_code == 409  # a manager always stays
    manager.post(reverse("protected:unrestrict", args=[person.pk]))
    assert browse(world.tutor).get(person.get_absolute_url()).status_code == 200
    assert not NamedAccess.objects.live().filter(person=person).exists()


def test_t05_a_restricted_record_stays_shut_to_the_prison_that_the_person_left(world, browse):
    person = world.people["released"]
    assert Movement.objects.filter(person=person, from_establishment=world.here).exists()
    from rehab.models import Plan

    plan = Plan.objects.create(person=person, opened_by=world.pom, made_in=world.here)
    assert Plan.objects.visible_to(world.manager).filter(pk=plan.pk).exists()
    Person.objects.filter(pk=person.pk).update(is_restricted=True)
    assert not Plan.objects.visible_to(world.manager).filter(pk=plan.pk).exists()


def look_up(client, people):
    return [client.get(person.get_absolute_url()).status_code for person in people]


def test_t06_twenty_records_out_of_caseload_in_an_hour_stop_the_next_until_a_manager_lifts_it(world, browse):
    others = [PersonFactory(establishment=world.here) for _ in range(21)]
    own = PersonFactory(establishment=world.here)
    allocate(own, world.safer_custody, Allocation.Kind.KEY_WORKER, at=world.here)
    client = browse(world.safer_custody)
    assert look_up(client, [*others[:19], *others[:19], own]) == [200] * 39
    assert not LookUpStop.objects.exists()
    assert look_up(client, others[19:]) == [200, 403]
    stop = LookUpStop.objects.get()
    assert (stop.people, stop.user) == (20, world.safer_custody)
    assert Notice.objects.filter(kind="lookups.stopped", user=world.manager).count() == 1
    unknown = reverse("people:person", args=[uuid4()])
    assert masked(client.get(others[0].get_absolute_url())) == masked(client.get(unknown))
    assert others[0].family_name not in client.get(reverse("people:list")).content.decode()
    manager = browse(world.manager)
    url = reverse("lookups:stop", args=[stop.pk])
    assert others[0].family_name in manager.get(url).content.decode()
    assert manager.post(url, {"words": ""}).status_code == 400
    assert browse(world.manager_elsewhere).post(url, {"words": "Ask"}).status_code == 404
    manager.post(url, {"words": "New in post, reading the list"})
    assert look_up(client, others[:2]) == [200, 200]
    assert AuditEvent.objects.filter(event="lookups.lifted").count() == 1


def test_t06_a_caseload_is_worked_through_without_a_stop_and_an_hour_forgets(world, browse, time_machine):
    time_machine.move_to(clock.now(), tick=False)
    others = [PersonFactory(establishment=world.here) for _ in range(25)]
    client = browse(world.tutor)
    look_up(client, others[:15])
    time_machine.shift(timedelta(minutes=61))
    assert look_up(browse(world.tutor), others[15:]) == [200] * 10
    assert not LookUpStop.objects.exists()
    mine = [PersonFactory(establishment=world.here) for _ in range(22)]
    for person in mine:
        allocate(person, world.pom, Allocation.Kind.POM, at=world.here)
    assert look_up(browse(world.pom), mine) == [200] * 22
    assert not LookUp.objects.filter(user=world.pom).exists()


def test_t06_an_administrator_sets_the_number_for_a_role_and_nobody_lifts_their_own_stop(world, browse):
    LookUpLimit.objects.create(role="tutor", most_people=2, within_minutes=10)
    look_up(browse(world.tutor), [PersonFactory(establishment=world.here) for _ in range(2)])
    assert LookUpStop.objects.get().people == 2
    LookUpLimit.objects.create(role="manager", most_people=1, within_minutes=10)
    manager = browse(world.manager)
    look_up(manager, [PersonFactory(establishment=world.here)])
    own = LookUpStop.objects.get(user=world.manager)
    assert manager.post(reverse("lookups:stop", args=[own.pk]), {"words": "Mine"}).status_code == 400
    assert lift_stop(own, words="Checked", by=world.administrator).lifted_at
