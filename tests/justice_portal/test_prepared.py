"""A prepared read answers as the query that it was made from: for each reader, each set of roles and each moment."""

import select
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet

from justice_portal import clock, planned
from justice_portal.access import Permission, may
from justice_portal.grants import Role
from justice_portal.middleware import has_ended
from justice_portal.models import AuditEvent, NamedAccess, Person, RoleHeld
from justice_portal.prepared import prepared
from tests.factories import EstablishmentFactory, PersonFactory, sign_in_for, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_plans():
    """As on a new connection: the tests before this one have left their plans."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    connection.portal_plans = None


@pytest.fixture
def seen():
    @prepared
    def seen(user) -> QuerySet[Person]:
        return Person.objects.visible_to(user).order_by("pk")

    return seen


def as_ever(user):
    return list(Person.objects.visible_to(user).order_by("pk"))


def fresh(user):
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def places():
    places = [EstablishmentFactory(), EstablishmentFactory()]
    for place in places:
        PersonFactory.create_batch(3, establishment=place)
    PersonFactory(establishment=places[0], is_restricted=True)
    return places


def test_each_reader_of_one_shape_sees_their_own(seen, places):
    managers = [staff(Role.MANAGER, at=places[0]) for _ in range(2)]
    hidden = Person.objects.get(is_restricted=True)
    NamedAccess.objects.create(person=hidden, user=managers[1], reason="Named", given_by=managers[0])
    for manager in managers * 2:
        assert seen(fresh(manager)) == as_ever(fresh(manager))
    assert len(seen.kept) == 1
    assert all(seen.kept.values())
    assert [hidden in seen(manager) for manager in managers] == [False, True]


def test_the_same_role_over_another_place_is_another_shape(seen, places):
    for place in places:
        manager = staff(Role.MANAGER, at=place)
        assert {person.establishment for person in seen(manager)} == {place}


def test_a_role_that_was_given_or_ended_counts_at_once(seen, places):
    manager = staff(Role.MANAGER, at=places[0])
    assert seen(manager)
    RoleHeld.objects.filter(user=manager).update(ends_at=clock.now())
    assert seen(fresh(manager)) == []


def test_the_time_is_that_of_the_call(seen, places):
    manager = staff(Role.MANAGER, at=places[0])
    hidden = Person.objects.get(is_restricted=True)
    named = NamedAccess.objects.create(person=hidden, user=manager, reason="Named", given_by=manager)
    assert hidden in seen(manager)
    NamedAccess.objects.filter(pk=named.pk).update(ends_at=clock.now() - timedelta(seconds=1))
    assert hidden not in seen(manager)


def test_t12_may_never_mixes_up_two_people_of_one_role():
    people = [PersonFactory() for _ in range(2)]
    users = [sign_in_for(person) for person in people]
    for _time in range(2):
        for user in users:
            mine = [may(user, Permission.PLAN_VIEW, person) for person in people]
            assert mine == [person.user_id == user.pk for person in people]


def test_what_cannot_be_told_apart_is_asked_anew_each_time():
    """The key as text inside a longer text: no hole can be found for it, so nothing is kept."""

    @prepared
    def named_after(user):
        return Person.objects.filter(given_name=f"of {user.pk}")

    users = [staff(Role.TUTOR, at=EstablishmentFactory()) for _ in range(2)]
    people = [PersonFactory(given_name=f"of {user.pk}") for user in users]
    assert [named_after(user) for user in users * 2] == [[person] for person in people * 2]
    assert not any(named_after.kept.values())


def test_what_asks_the_database_while_it_is_built_is_not_kept(places):
    @prepared
    def of_named(user):
        ids = list(NamedAccess.objects.filter(user=user.pk).values_list("person", flat=True))
        return Person.objects.filter(pk__in=ids)

    manager = staff(Role.MANAGER, at=places[0])
    assert of_named(manager) == []
    NamedAccess.objects.create(
        person=Person.objects.get(is_restricted=True), user=manager, reason="Named", given_by=manager
    )
    assert len(of_named(manager)) == 1


def test_texts_and_keys_are_filled_in_never_written_into_the_sql():
    @prepared
    def of_name(name):
        return Person.objects.filter(given_name=name)

    person = PersonFactory(given_name="Jo'); --")
    assert of_name("nobody") == []
    assert of_name("Jo'); --") == [person]
    assert [ready.sql.count("Jo") for ready in of_name.kept.values()] == [0]


def test_an_audit_event_is_stored_as_the_log_names_it():
    from justice_portal.audit.log import record

    user, person = staff(Role.MANAGER, at=EstablishmentFactory()), PersonFactory()
    written = record(user, "person.viewed", person, subjects=[person], at=clock.today())
    stored = AuditEvent.objects.get(pk=written.pk)
    assert (stored.subjects, stored.facts, stored.by_roles) == ([person.pk], {"at": str(clock.today())}, ["manager"])


def sent(queries):
    return [query["sql"].split("(")[0] for query in queries]


def test_a_connection_plans_what_it_sends_again_once_and_answers_the_same(
    seen, places, no_plans, django_assert_num_queries
):
    manager, other = (staff(Role.MANAGER, at=places[0]) for _ in range(2))
    for _ in range(8):  # after five PostgreSQL may choose one plan for all values
        assert seen(manager) == as_ever(manager)
    manager.roles_held()
    with django_assert_num_queries(1) as asked:
        seen(manager)
    assert sent(asked)[0].startswith("EXECUTE portal_")
    NamedAccess.objects.create(
        person=Person.objects.get(is_restricted=True), user=other, reason="Named", given_by=manager
    )
    assert len(seen(other)) == len(seen(manager)) + 1
    assert seen(other) == as_ever(other)


def test_a_new_connection_starts_without_plans(seen, places):
    manager = staff(Role.MANAGER, at=places[0])
    seen(manager)
    ready = next(iter(seen.kept.values()))
    values = ready.filled((manager,), clock.now())
    known, fresh_one = connection.copy(), connection.copy()
    try:
        assert ready.planned.said(known, values)[0] == ready.sql
        assert ready.planned.said(known, values)[0].startswith("EXECUTE")
        assert ready.planned.said(fresh_one, values)[0] == ready.sql
        known.close()
        assert ready.planned.said(known, values)[0] == ready.sql
    finally:
        known.close()
        fresh_one.close()


def test_a_connection_keeps_only_so_many_plans_and_forgets_the_one_not_used_for_longest(places, monkeypatch):
    monkeypatch.setattr(planned, "MOST_PLANS", 2)
    asked = [planned.Planned(f"SELECT {number} + length(%s)", ("",), [(0,)]) for number in range(3)]
    fresh_one = connection.copy()

    def kept():
        with fresh_one.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_prepared_statements")
            return {name for (name,) in cursor.fetchall()}

    def send(one):
        with fresh_one.cursor() as cursor:
            cursor.execute(*one.said(fresh_one, ("fives",)))
            return cursor.fetchone()[0]

    try:
        for _time in range(3):
            for number, one in enumerate(asked[:2]):
                assert send(one) == number + 5
        send(asked[0])
        assert [send(asked[2]) for _time in range(3)] == [7, 7, 7]
        assert kept() == {asked[0].name, asked[2].name}
        assert [send(asked[1]) for _time in range(3)] == [6, 6, 6]
        assert kept() == {asked[1].name, asked[2].name}
    finally:
        fresh_one.close()


def test_a_kept_connection_that_the_database_ended_is_noticed_without_asking_it():
    kept = connection.copy()
    try:
        assert not has_ended(kept)
        kept.ensure_connection()
        assert not has_ended(kept)
        with kept.cursor() as cursor:
            cursor.execute("SET idle_session_timeout = 1")
        select.select([kept.connection], [], [], 10)
        assert has_ended(kept)
    finally:
        kept.close()
