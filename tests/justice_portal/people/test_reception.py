"""Reception: who comes in, and their account."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Permission, people_for
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.actions import record_death, transfer_out
from justice_portal.people.reception import actions
from justice_portal.people.reception.intake import Particulars
from tests.factories import PersonFactory

NEUTRAL = "This number cannot be received here"
WHO = Particulars("A0999QA", "Owain", "Birch", date(1990, 5, 17), status="sentenced")


@pytest.fixture(autouse=True)
def _invented(settings):
    settings.DEMO = True


@pytest.fixture
def receive(world):
    def go(who=WHO, **given):
        return actions.receive_person(
            given.pop("place", world.here),
            **{"key": uuid7(), "who": who, "cell": world.cell, "on": clock.today(), "by": world.manager, **given},
        )

    return go


def of(person, **changes):
    """What reception would write down for someone of the record."""
    return replace(
        WHO,
        prison_number=person.prison_number,
        given_name=person.given_name,
        family_name=person.family_name,
        born_on=person.born_on,
        **changes,
    )


def form_of(who, **more):
    return {
        "key": uuid7(), "prison_number": who.prison_number, "given_name": who.given_name, "family_name": who.family_name,
        "born_on": who.born_on.isoformat(), "status": who.status, "on": clock.today().isoformat(), "language": "English",
        "reading": "plain", **more,
    }  # fmt: skip


def test_somebody_new_is_received_into_a_cell(receive, world):
    person = receive()
    assert (person.establishment, person.cell, person.wing) == (world.here, world.cell, world.cell.wing)
    assert (person.place, person.status) == ("prison", "sentenced")
    movement = Movement.objects.get(person=person)
    assert (movement.kind, movement.to_cell, movement.from_establishment) == ("reception", world.cell, None)
    event = AuditEvent.objects.get(event="person.received")
    assert (event.kind, event.subjects) == ("collection", [person.pk])
    assert "Birch" not in str(event.facts)


def test_somebody_sent_here_arrives_with_their_history_and_status(receive, world):
    person = PersonFactory(establishment=world.there, status="unsentenced")
    transfer_out(person, key=uuid7(), to=world.here, on=clock.today(), by=world.manager_elsewhere)
    received = receive(of(person), cell=None)
    assert received.pk == person.pk
    assert (received.place, received.status, received.bound_for) == ("prison", "unsentenced", None)
    kinds = list(Movement.objects.filter(person=person).values_list("kind", flat=True))
    assert kinds == ["transfer_in", "transfer_out"]
    assert people_for(world.manager, Permission.PERSON_VIEW).filter(pk=person.pk).exists()
    assert AuditEvent.objects.filter(event="person.arrived").exists()


@pytest.mark.parametrize("state", ["in_transfer", "released"])
def test_somebody_known_is_received_by_number_name_and_birthday(receive, world, state):
    person = receive(of(world.people[state], status="recalled"))
    assert person.pk == world.people[state].pk
    assert person.establishment == world.here


def test_a_recalled_person_and_one_whose_supervision_ended_come_back(receive, world):
    back = PersonFactory(establishment=None, place="ended", status="ended")
    assert receive(of(back, status="unsentenced")).status == "unsentenced"


def test_the_name_may_be_spelled_with_or_without_accents(receive, world):
    person = PersonFactory(
        given_name="Siân", family_name="Bŵen", establishment=None, place="community", status="licence"
    )
    assert receive(replace(of(person), family_name="BWEN")).pk == person.pk


def refused(world):
    """Numbers that cannot be received, each with what was typed."""
    dead = PersonFactory(establishment=world.here)
    record_death(dead, key=uuid7(), on=clock.today(), by=world.manager)
    released = world.people["released"]
    return {
        "in another prison": of(world.people["elsewhere"]),
        "here already": of(world.someone),
        "restricted and here": of(world.people["restricted"]),
        "died": of(dead),
        "another birthday": replace(of(released), born_on=date(1955, 1, 1)),
        "another name": replace(of(released), family_name="Other"),
    }


@pytest.mark.parametrize(
    "case", ["in another prison", "here already", "restricted and here", "died", "another birthday", "another name"]
)
def test_whatever_stands_against_a_number_the_answer_is_the_same(receive, world, case):
    who = refused(world)[case]
    before = list(Person.objects.order_by("pk").values())
    with pytest.raises(DomainError) as caught:
        receive(who)
    assert str(caught.value) == f"{NEUTRAL}. Check the number, the name and the date of birth."
    assert list(Person.objects.order_by("pk").values()) == before


def test_example_numbers_are_refused_outside_a_demo(receive, settings):
    settings.DEMO = False
    with pytest.raises(DomainError, match="for examples"):
        receive()
    assert receive(replace(WHO, prison_number="B1234CD")).prison_number == "B1234CD"


def test_the_same_form_twice_is_one_person(receive):
    key = uuid7()
    assert receive(key=key) == receive(key=key)
    assert Person.objects.filter(prison_number=WHO.prison_number).count() == 1
    assert Movement.objects.filter(person__prison_number=WHO.prison_number).count() == 1


def test_impossible_days_and_places_are_refused_whole(receive, world):
    world.there.is_open = False
    world.there.save()
    for words, given in (
        ("future", {"on": clock.today() + timedelta(days=1)}),
        ("before the person was born", {"on": date(1980, 1, 1)}),
        ("another prison", {"cell": world.far_wing.cells.get()}),
        ("closed", {"place": world.there, "cell": None, "by": world.manager_elsewhere}),
        ("why this person comes", {"who": replace(WHO, status="licence")}),
    ):
        with pytest.raises(DomainError, match=words):
            receive(**given)
    assert not Person.objects.filter(prison_number=WHO.prison_number).exists()
    assert not AuditEvent.objects.filter(event__startswith="person.").exists()


@pytest.mark.parametrize("who", ["key_worker", "pom", "com", "tutor", "administrator", "manager_elsewhere"])
def test_only_the_prisons_managers_receive(receive, world, who):
    with pytest.raises(PermissionDenied):
        receive(by=getattr(world, who))


@pytest.mark.django_db(transaction=True)
def test_two_desks_with_one_number_make_one_person(world, settings):
    """The same number at the same moment in two prisons: one gets the person, the other the neutral words."""
    gate, answers = threading.Barrier(2), []

    def desk(place, by):
        try:
            gate.wait()
            actions.receive_person(place, key=uuid7(), who=WHO, cell=None, on=clock.today(), by=by)
            answers.append("received")
        except DomainError as error:
            answers.append(str(error))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=desk, args=args)
        for args in ((world.here, world.manager), (world.there, world.manager_elsewhere))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Person.objects.filter(prison_number=WHO.prison_number).count() == 1
    assert Movement.objects.filter(person__prison_number=WHO.prison_number).count() == 1
    assert sorted(answer == "received" for answer in answers) == [False, True]
    assert any(NEUTRAL in answer for answer in answers)


def test_the_page_receives_and_leads_to_the_person(world, browse):
    client = browse(world.manager)
    url = reverse("reception:receive", args=[world.here.pk])
    response = client.post(url, form_of(WHO, prison_number="a0999 qa", cell=world.cell.pk))
    person = Person.objects.get(prison_number="A0999QA")
    assert response.headers["Location"] == person.get_absolute_url()
    page = client.get(reverse("reception:desk", args=[world.here.pk])).content.decode()
    assert "Birch, Owain" in page


def test_the_page_says_every_fault_and_keeps_what_was_typed(world, browse):
    url = reverse("reception:receive", args=[world.here.pk])
    wrong = form_of(WHO, prison_number="12345", born_on="1066-10-14", release_on="2030-01-01", status="")
    page = browse(world.manager).post(url, wrong).content.decode()
    for words in (
        "Write the prison number like this",
        "Check the year",
        "Say where the release date",
        "Owain",
        "Birch",
    ):
        assert words in page
    assert not Person.objects.filter(given_name="Owain").exists()


def test_a_similar_name_asks_first(world, browse):
    PersonFactory(given_name="Owen", family_name="Burch", establishment=world.here)
    url, client = reverse("reception:receive", args=[world.here.pk]), browse(world.manager)
    page = client.post(url, form_of(WHO)).content.decode()
    assert "Is it one of these?" in page
    assert not Person.objects.filter(prison_number=WHO.prison_number).exists()
    assert client.post(url, form_of(WHO, is_someone_else="1")).status_code == 302


def test_a_similar_name_elsewhere_is_not_told(world, browse):
    PersonFactory(given_name="Owain", family_name="Birch", establishment=world.there)
    url = reverse("reception:receive", args=[world.here.pk])
    assert browse(world.manager).post(url, form_of(WHO)).status_code == 302


def test_a_restricted_arrival_is_received_and_not_shown(world, browse):
    person = PersonFactory(establishment=None, place="transfer", bound_for=world.here, is_restricted=True)
    client = browse(world.manager)
    assert person.family_name not in client.get(reverse("reception:desk", args=[world.here.pk])).content.decode()
    assert client.get(reverse("reception:arrive", args=[person.pk])).status_code == 404
    response = client.post(reverse("reception:receive", args=[world.here.pk]), form_of(of(person)), follow=True)
    assert "only staff named for it" in response.content.decode()
    assert Person.objects.get(pk=person.pk).establishment == world.here


def test_who_was_sent_here_is_received_with_one_choice(world, browse):
    person = PersonFactory(establishment=world.there)
    transfer_out(person, key=uuid7(), to=world.here, on=clock.today(), by=world.manager_elsewhere)
    client, url = browse(world.manager), reverse("reception:arrive", args=[person.pk])
    assert person.family_name in client.get(reverse("reception:desk", args=[world.here.pk])).content.decode()
    sent = {"key": uuid7(), "cell": world.cell.pk, "on": clock.today().isoformat()}
    for _nth in range(2):
        response = client.post(url, sent)
        assert (response.status_code, response.headers["Location"]) == (302, person.get_absolute_url())
    assert Person.objects.get(pk=person.pk).cell == world.cell
    assert Movement.objects.filter(person=person, kind="transfer_in").count() == 1
    assert browse(world.manager_elsewhere).get(url).status_code == 404


def test_the_desk_costs_the_same_for_any_length(world, browse, same_queries):
    def add():
        PersonFactory(establishment=None, place="transfer", bound_for=world.here)
        person = PersonFactory(establishment=world.here)
        Movement.objects.create(
            person=person, kind="reception", happened_at=clock.now(), to_establishment=world.here, to_cell=world.cell
        )

    same_queries(browse(world.manager), reverse("reception:desk", args=[world.here.pk]), add_row=add)


def test_an_account_is_made_once_and_opens_nothing_until_the_person_chose_a_pin(world, browse, receive):
    person, client = receive(), browse(world.manager)
    url = reverse("reception:account", args=[person.pk])
    for _ in range(2):
        assert client.post(url).headers["Location"] == reverse("pins:start", args=[person.pk])
    person.refresh_from_db()
    assert person.user.username == person.prison_number
    assert not person.user.has_usable_password()
    assert [held.role for held in person.user.roles_held()] == ["person"]
    assert AuditEvent.objects.filter(event="person.account_made", kind="security").count() == 1


def test_no_account_is_made_for_someone_who_left(world):
    person = PersonFactory(establishment=world.here)
    stale = Person.objects.get(pk=person.pk)
    transfer_out(person, key=uuid7(), to=None, on=clock.today(), by=world.manager)
    with pytest.raises(PermissionDenied):
        actions.give_account(stale, by=world.manager)


def test_reception_of_a_manager_with_one_prison_opens_its_desk(world, browse):
    response = browse(world.manager).get(reverse("reception:start"))
    assert response.headers["Location"] == reverse("reception:desk", args=[world.here.pk])
