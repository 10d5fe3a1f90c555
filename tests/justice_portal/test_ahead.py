"""Reads that go together answer as each alone: the same rows, of the same types, for the same reader, and only once."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Case, CharField, QuerySet, Value, When
from django.test.utils import CaptureQueriesContext

from justice_portal import ahead as ahead_module
from justice_portal import clock
from justice_portal.ahead import ahead
from justice_portal.grants import Role
from justice_portal.models import AuditEvent, Notice, Person, RoleHeld
from justice_portal.prepared import prepared
from tests.factories import EstablishmentFactory, PersonFactory, staff

pytestmark = pytest.mark.django_db


@prepared
def people(user) -> QuerySet[Person]:
    return Person.objects.visible_to(user).order_by("-prison_number").defer("cell")


@prepared
def places(user) -> QuerySet[Person]:
    kind = Case(When(is_restricted=True, then=Value("closed")), output_field=CharField(null=True))
    return people.build(user).values_list("pk", "born_on", "created_at", "version", "is_restricted", kind, "place")


@prepared
def events(user) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(by_id=user.pk).values_list("facts", "at")


@prepared
def nothing(user) -> QuerySet[Notice]:
    return Notice.objects.visible_to(user)


READS = (people, places, events, nothing)


@pytest.fixture
def readers():
    """Two of one role in two places, so of two shapes, each with people and with something in the log."""
    from justice_portal.audit.log import record

    found = [staff(Role.MANAGER, at=EstablishmentFactory()) for _ in range(2)]
    for reader in found:
        place = reader.held_roles.get().establishment
        person, *_others = [PersonFactory(establishment=place) for _ in range(3)]
        record(reader, "person.viewed", person, old=["a", None], since=clock.today())
        for read in READS:
            read(reader)  # what a column is, is known after the first answer
    return found


def alone(reader):
    return [list(read.build(reader)) for read in READS]


def together(reader):
    with ahead([(read, (reader,)) for read in READS]):
        return [read(reader) for read in READS]


def test_one_statement_gives_each_reader_what_each_read_gives_alone(readers):
    for reader in readers * 3:  # the third time by a plan that is there
        expected = alone(reader)
        with CaptureQueriesContext(connection) as asked:
            assert together(reader) == expected
        assert len(asked) == 1
    assert len(expected[0]) == 3
    assert expected[3] == []


def test_reads_for_two_readers_in_one_statement_keep_each_to_their_own(readers):
    """What both share travels once; whom each is for does not become one, whichever came first."""
    mine, other = readers
    for one, two in [(mine, other), (other, mine)] * 3:
        expected = [list(events.build(reader)) for reader in (one, two)]
        assert expected[0] != expected[1]
        together = ahead([(events, (one,)), (people, (one,)), (events, (two,))])
        with CaptureQueriesContext(connection) as asked, together:
            assert [events(one), events(two)] == expected
        assert len(asked) == 1


def test_an_answer_is_taken_once_and_never_by_another_reader(readers):
    one, other = readers
    with ahead([(read, (one,)) for read in READS]):
        assert people(other) == list(people.build(other))
        assert people(one) == list(people.build(one))
        Person.objects.filter(establishment=one.held_roles.get().establishment).update(given_name="Another")
        assert {person.given_name for person in people(one)} == {"Another"}
    PersonFactory(establishment=one.held_roles.get().establishment)
    assert len(people(one)) == len(people.build(one)), "outside, each read asks"


def test_a_role_that_ended_counts_at_once(readers):
    reader = readers[0]
    RoleHeld.objects.filter(user=reader).update(ends_at=clock.now() - timedelta(seconds=1))
    assert together(type(reader).objects.get(pk=reader.pk))[0] == []


def test_when_they_do_not_go_together_each_asks_for_itself(readers, monkeypatch, caplog):
    monkeypatch.setattr(ahead_module, "_kept", {})
    monkeypatch.setattr(ahead_module.Together, "rows", broken)
    reader, expected = readers[0], alone(readers[0])
    with caplog.at_level(logging.ERROR):
        assert together(reader) == expected
    assert "did not go together" in caplog.text


def broken(_self, _given):
    from django.db import ProgrammingError

    raise ProgrammingError("of the statement")
