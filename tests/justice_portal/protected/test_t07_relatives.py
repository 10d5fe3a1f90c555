"""Looking up one's own relative (T07): what staff declare, and the rule of the same family name and postcode."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.models import Connection, Notice, Person
from justice_portal.people.actions import edit_person
from tests.factories import PersonFactory
from tests.masked import masked


@pytest.fixture
def cousin(world):
    return PersonFactory(
        establishment=world.here, given_name="Rhys", family_name="O'Neill", born_on=date(1991, 2, 3),
        home_postcode="LS1 4AP",
    )  # fmt: skip


def tells(**given):
    return {"key": str(uuid4()), "relation": "family", **given}


DECLARE = "protected:declare"


def test_t07_same_family_name_and_postcode_raise_a_review_item_for_the_manager(cousin, world, browse):
    browse(world.tutor).post(reverse("protected:home"), {"family_names": "Price, ONeill", "postcode": "ls14ap"})
    found = Connection.objects.get()
    assert (found.user, found.person, found.source, found.status) == (world.tutor, cousin, "rule", "open")
    assert Notice.objects.filter(kind="protected.connection_found", user=world.manager).exists()
    assert browse(world.tutor).get(cousin.get_absolute_url()).status_code == 200  # a rule only asks
    manager = browse(world.manager)
    assert world.tutor.name in manager.get(reverse("protected:desk")).content.decode()
    manager.post(reverse("protected:connection-shut", args=[found.pk]))
    assert browse(world.tutor).get(cousin.get_absolute_url()).status_code == 404
    manager.post(reverse("protected:connection-clear", args=[found.pk]))
    assert browse(world.tutor).get(cousin.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("other", [{"family_name": "Price"}, {"home_postcode": "LS1 4AQ"}, {"home_postcode": ""}])
def test_t07_only_both_together_are_a_sign(cousin, world, browse, other):
    Person.objects.filter(pk=cousin.pk).update(**other)
    browse(world.tutor).post(reverse("protected:home"), {"family_names": "ONeill", "postcode": "LS1 4AP"})
    assert not Connection.objects.exists()


def test_t07_an_address_that_comes_later_is_compared_too(cousin, world, browse):
    Person.objects.filter(pk=cousin.pk).update(home_postcode="")
    browse(world.tutor).post(reverse("protected:home"), {"family_names": "O'Neill", "postcode": "LS1 4AP"})
    assert not Connection.objects.exists()
    edit_person(cousin, version=cousin.version, home_postcode="LS1 4AP", by=world.manager)
    assert Connection.objects.get().source == "rule"


def test_t07_what_staff_declare_closes_the_record_at_once_and_says_nothing_of_who_is_here(cousin, world, browse):
    known = tells(given_name="rhys", family_name="oneill", born_on_day=3, born_on_month=2, born_on_year=1991)
    unknown = tells(given_name="Siân", family_name="Nobody", born_on_day=3, born_on_month=2, born_on_year=1991)
    answers = []
    for client, form in ((browse(world.manager), unknown), (browse(world.manager), known)):
        first = client.post(reverse(DECLARE), form)
        answers.append((first.status_code, first.url))
        assert "Thank you" in client.get(first.url).content.decode()
    assert answers[0] == answers[1]
    manager = browse(world.manager)
    nowhere = reverse("people:person", args=[uuid4()])
    assert masked(manager.get(cousin.get_absolute_url())) == masked(manager.get(nowhere))
    assert "Rhys" not in manager.get(reverse("people:list")).content.decode()
    number = {"key": str(uuid4()), "number": cousin.prison_number, "reason": "life", "words": "Ill"}
    assert manager.post(reverse("protected:emergency"), number).status_code == 400  # nor does the glass open it
    assert AuditEvent.objects.filter(event="protected.connection_declared").count() == 2
    assert "oneill" not in str(list(AuditEvent.objects.values())).lower()


def test_t07_who_comes_in_later_is_compared_with_what_was_declared(world, browse):
    browse(world.tutor).post(reverse(DECLARE), tells(number="A0997ZZ"))
    from justice_portal.protected.actions import find_connections

    person = PersonFactory(establishment=world.here, prison_number="A0997ZZ")
    find_connections(person, by=SYSTEM)
    assert Connection.objects.get().source == "declared"
    assert browse(world.tutor).get(person.get_absolute_url()).status_code == 404


def test_t07_each_night_finds_who_came_in_by_another_way(cousin, world, browse):
    """Rows that no page wrote: a bulk load, or a correction by hand. A second night finds nothing new."""
    from justice_portal.protected.nightly import compare_everybody

    Person.objects.filter(pk=cousin.pk).update(home_postcode="")
    browse(world.tutor).post(reverse("protected:home"), {"family_names": "O'Neill", "postcode": "LS1 4AP"})
    browse(world.pom).post(reverse(DECLARE), tells(number="A0997ZZ"))
    Person.objects.filter(pk=cousin.pk).update(home_postcode="LS1 4AP")
    Person.objects.filter(pk=world.someone.pk).update(prison_number="A0997ZZ")
    assert not Connection.objects.exists()
    compare_everybody()
    found = set(Connection.objects.values_list("user", "person", "source"))
    assert found == {(world.tutor.pk, cousin.pk, "rule"), (world.pom.pk, world.someone.pk, "declared")}
    assert Notice.objects.filter(kind="protected.connection_found", user=world.manager).count() == 2
    compare_everybody()
    assert Connection.objects.count() == 2
    assert Notice.objects.filter(kind="protected.connection_found", user=world.manager).count() == 2


def test_t07_a_night_asks_for_those_alone_whom_somebody_told_of(cousin, world, browse, django_assert_num_queries):
    from justice_portal.protected.nightly import compare_everybody

    PersonFactory.create_batch(20, establishment=world.here)
    with django_assert_num_queries(1):
        compare_everybody()


def test_t07_nobody_decides_about_themselves(cousin, world, browse):
    mine = Connection.objects.create(user=world.manager, person=cousin, source="rule")
    assert browse(world.manager).post(reverse("protected:connection-clear", args=[mine.pk])).status_code == 409
    mine.refresh_from_db()
    assert mine.status == "open"


def test_excluded_staff_find_the_person_nowhere_even_when_named(world, browse):
    person = world.people["restricted"]
    assert browse(world.pom).get(person.get_absolute_url()).status_code == 200
    Connection.objects.create(user=world.pom, person=person, source="manager", status="shut")
    client = browse(world.pom)
    for url in (person.get_absolute_url(), reverse("people:history", args=[person.pk])):
        assert client.get(url).status_code == 404
    assert person.family_name not in client.get(reverse("people:list")).content.decode()
