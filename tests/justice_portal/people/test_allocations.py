"""Who looks after whom: giving, moving in bulk, cover for leave."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Permission, people_for
from justice_portal.accounts.models import RoleHeld
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people.allocations import actions
from justice_portal.people.models import Allocation, Cover, Person
from tests.factories import PersonFactory, UserFactory, WingFactory, allocate, staff

VIEW = Permission.PERSON_VIEW


@pytest.fixture
def unit_manager(world):
    user = UserFactory(name="Unit manager")
    RoleHeld.objects.create(user=user, role="manager", reach="delivery_unit", delivery_unit=world.unit)
    return user


@pytest.fixture
def second(world):
    return staff("key_worker", at=world.here, name="Second worker")


@pytest.fixture
def give(world, second):
    def go(people, **given):
        given = {"role": "key_worker", "worker": second, "by": world.manager, **given}
        return actions.give_people(given.pop("place", world.here), people=[person.pk for person in people], **given)

    return go


def page_of(world, role="key_worker", name="caseloads", place=None):
    return reverse(f"allocations:{name}", args=["prison", (place or world.here).pk, role])


def reaches(user, person):
    user = type(user).objects.get(pk=user.pk)
    return people_for(user, VIEW).filter(pk=person.pk).exists()


def test_a_person_changes_hands_and_the_old_worker_lets_go(give, world, second):
    assert give([world.someone]) == 1
    assert reaches(second, world.someone)
    assert not reaches(world.key_worker, world.someone)
    old = Allocation.objects.get(person=world.someone, user=world.key_worker)
    assert old.ended_by == world.manager
    event = AuditEvent.objects.get(event="allocation.given")
    assert event.subjects == [world.someone.pk]
    assert event.facts["before"] == {str(world.someone.pk): str(world.key_worker.pk)}


def test_giving_twice_is_giving_once(give, world):
    assert (give([world.someone]), give([world.someone])) == (1, 0)
    assert Allocation.objects.filter(person=world.someone, role="key_worker").count() == 2
    assert AuditEvent.objects.filter(event="allocation.given").count() == 1


def test_one_person_who_is_not_yours_to_give_refuses_all(give, world):
    people = [PersonFactory(establishment=world.here) for _nth in range(3)]
    for stranger in ("elsewhere", "restricted", "released"):
        with pytest.raises(PermissionDenied):
            give([*people, world.people[stranger]])
    assert not Allocation.objects.filter(person__in=people).exists()


@pytest.mark.parametrize("who", ["pom", "key_worker_elsewhere", "com", "tutor"])
def test_only_who_holds_the_role_there_gets_people(give, world, who):
    with pytest.raises(DomainError, match="does not hold the role there"):
        give([world.someone], worker=getattr(world, who))


def test_a_worker_whose_role_ended_gets_nobody(give, world, second):
    RoleHeld.objects.filter(user=second).update(ends_at=clock.now() - timedelta(hours=1))
    with pytest.raises(DomainError):
        give([world.someone])


@pytest.mark.parametrize("who", ["key_worker", "pom", "com", "administrator", "manager_elsewhere"])
def test_only_managers_of_the_place_give(give, world, who):
    with pytest.raises(PermissionDenied):
        give([world.someone], by=getattr(world, who))


def test_more_than_five_hundred_at_once_are_refused(world, second):
    with pytest.raises(DomainError, match="500"):
        actions.give_people(
            world.here, people=[uuid7() for _nth in range(501)], role="key_worker", worker=second, by=world.manager
        )


def test_people_are_taken_back(world):
    for wanted in (1, 0):
        count = actions.take_back_people(world.here, people=[world.someone.pk], role="pom", by=world.manager)
        assert count == wanted
    assert not reaches(world.pom, world.someone)


def test_a_unit_gives_its_people_to_its_coms(world, unit_manager):
    com = staff("com", unit=world.unit, name="Second COM")
    RoleHeld.objects.filter(user=com).update(reach="caseload", delivery_unit=world.unit)
    people = [world.people["released"].pk, world.someone.pk]
    assert actions.give_people(world.unit, people=people, role="com", worker=com, by=unit_manager) == 2
    assert reaches(com, world.people["released"])
    with pytest.raises(PermissionDenied):
        actions.give_people(world.far_unit, people=people, role="com", worker=com, by=unit_manager)
    with pytest.raises(DomainError):
        actions.give_people(world.unit, people=people, role="key_worker", worker=world.key_worker, by=unit_manager)


def test_the_page_of_a_unit(world, unit_manager, browse):
    client = browse(unit_manager)
    url = reverse("allocations:caseloads", args=["unit", world.unit.pk, "com"])
    assert client.get(reverse("allocations:start")).headers["Location"] == url
    page = client.get(url).content.decode()
    assert world.com.name in page
    assert world.people["released"].prison_number in page
    for kind, role in (("unit", "pom"), ("prison", "com"), ("moon", "com"), ("unit", "manager")):
        wrong = reverse("allocations:caseloads", args=[kind, world.unit.pk, role])
        assert client.get(wrong).status_code == 404


def test_unallocated_people_come_first_and_caseloads_are_counted(world, browse, second):
    lone = PersonFactory(establishment=world.here, family_name="Zulu")
    page = browse(world.manager).get(page_of(world)).content.decode()
    body = page[page.index("<tbody>") :]
    assert body.index(lone.prison_number) < body.index(world.someone.prison_number)
    rows = re.findall(r'<th scope="row"><a href="[^"]*with_=[^>]*>([^<]+)</a></th><td class="n">(\d+)</td>', page)
    assert dict(rows) == {"Second worker": "0", world.key_worker.name: "2"}  # the restricted case counts too


def test_the_filter_shows_a_wing_a_worker_or_nobody(world, browse):
    wing = WingFactory(establishment=world.here)
    lone = PersonFactory(establishment=world.here, wing=wing)
    client = browse(world.manager)
    for query, wanted, hidden in (
        (f"wing={wing.pk}", lone, world.someone),
        ("with_=nobody", lone, world.someone),
        (f"with_={world.key_worker.pk}", world.someone, lone),
    ):
        page = client.get(f"{page_of(world)}?{query}").content.decode()
        assert wanted.prison_number in page
        assert hidden.prison_number not in page
    for query in ("with_=x", f"wing={world.far_wing.pk}", "wing=x", "page=x"):
        assert client.get(f"{page_of(world)}?{query}").status_code == 200


def test_ticked_people_are_given_from_the_page(world, browse, second):
    people = [PersonFactory(establishment=world.here) for _nth in range(3)]
    sent = {"people": [person.pk for person in people[:2]], "worker": second.pk}
    response = browse(world.manager).post(page_of(world, name="give"), sent, follow=True)
    assert "2 people changed hands" in response.content.decode()
    assert set(Allocation.objects.live().filter(user=second).values_list("person", flat=True)) == {
        people[0].pk, people[1].pk
    }  # fmt: skip


def test_a_whole_caseload_is_moved_from_one_worker_to_another(world, browse, second):
    people = [PersonFactory(establishment=world.here) for _nth in range(60)]  # more than a page
    for person in people:
        allocate(person, world.key_worker, "key_worker", at=world.here)
    url = f"{page_of(world, name='give')}?with_={world.key_worker.pk}"
    response = browse(world.manager).post(url, {"everyone": "on", "worker": second.pk}, follow=True)
    assert "61 people changed hands" in response.content.decode()
    assert Allocation.objects.live().filter(user=second).count() == 61
    restricted = world.people["restricted"]
    assert Allocation.objects.live().filter(person=restricted, user=world.key_worker).exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Tick at least one person"),
        ({"everyone": "on"}, "Choose who looks after them"),
        ({"everyone": "on", "worker": "x"}, "error-summary"),
        ({"people": ["x"], "worker": ""}, "error-summary"),
        ({"people": ["00000000-0000-0000-0000-000000000000"]}, "Choose from the list"),
    ],
)
def test_a_form_that_is_wrong_says_so_and_gives_nobody(world, browse, sent, words):
    before = Allocation.objects.count()
    response = browse(world.manager).post(page_of(world, name="give"), sent)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert Allocation.objects.count() == before


def test_what_was_ticked_stays_ticked(world, browse):
    response = browse(world.manager).post(page_of(world, name="give"), {"people": [world.someone.pk]})
    assert re.search(rf'value="{world.someone.pk}"[^>]* checked', response.content.decode())


def test_a_stranger_in_the_form_refuses_it_whole(world, browse, second):
    sent = {"people": [world.someone.pk, world.people["elsewhere"].pk], "worker": second.pk}
    assert browse(world.manager).post(page_of(world, name="give"), sent).status_code == 400
    assert not Allocation.objects.filter(user=second).exists()


def test_people_are_taken_back_from_the_page(world, browse):
    sent = {"people": [world.someone.pk], "take_back": "1"}
    response = browse(world.manager).post(page_of(world, name="give"), sent, follow=True)
    assert "1 person has nobody now" in response.content.decode()


def test_the_page_costs_the_same_for_any_length(world, browse, same_queries):
    def add():
        worker = staff("key_worker", at=world.here)
        allocate(PersonFactory(establishment=world.here), worker, "key_worker", at=world.here)
        PersonFactory(establishment=world.here)

    same_queries(browse(world.manager), page_of(world), add_row=add)


@pytest.fixture
def cover(world, second):
    def go(**given):
        days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=6)}
        who = {"covered": world.key_worker, "covering": second, "role": "key_worker", "by": world.manager}
        return actions.give_cover(given.pop("place", world.here), **{"key": uuid7(), **days, **who, **given})

    return go


def test_cover_opens_the_caseload_for_its_days(world, second, cover, time_machine):
    start = clock.now()
    cover()
    assert reaches(second, world.someone)
    assert reaches(world.key_worker, world.someone)
    time_machine.move_to(start + timedelta(days=7))
    assert not reaches(second, world.someone)


def test_cover_can_end_early(world, second, cover, browse):
    row = cover()
    for _nth in range(2):
        assert browse(world.manager).post(reverse("allocations:cover-end", args=[row.pk])).status_code == 302
    assert not reaches(second, world.someone)
    assert AuditEvent.objects.filter(event="allocation.cover_ended").count() == 1


def test_cover_that_makes_no_sense_is_refused(world, second, cover):
    today = clock.today()
    cover()
    for words, given in (
        ("two workers", {"covering": world.pom}),
        ("two workers", {"covering": world.key_worker_elsewhere}),
        ("must not be before the first", {"ends_on": today - timedelta(days=1)}),
        ("over already", {"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=8)}),
        ("on some of these days", {"starts_on": today + timedelta(days=6), "ends_on": today + timedelta(days=9)}),
    ):
        with pytest.raises(DomainError, match=words):
            cover(**given)
    assert Cover.objects.count() == 1


def test_the_same_cover_twice_is_one(world, browse, second):
    sent = {
        "key": uuid7(), "covered": world.key_worker.pk, "covering": second.pk, "starts_on": clock.today().isoformat(),
        "ends_on": clock.today().isoformat(),
    }  # fmt: skip
    client = browse(world.manager)
    for _nth in range(2):
        assert client.post(page_of(world, name="cover"), sent).status_code == 302
    assert Cover.objects.count() == 1
    page = client.get(page_of(world)).content.decode()
    assert "Second worker stands in" in page


def test_a_cover_form_that_is_wrong_keeps_what_was_typed(world, browse, second):
    sent = {"key": uuid7(), "covered": second.pk, "covering": second.pk, "starts_on": "2026-02-31", "ends_on": ""}
    page = browse(world.manager).post(page_of(world, name="cover"), sent).content.decode()
    for words in ("Choose somebody else", "must be a real date", "Fill in the date", 'value="31"'):
        assert words in page
    assert not Cover.objects.exists()


def test_a_person_who_leaves_is_no_longer_in_a_caseload(world, browse, second):
    from justice_portal.people.movements.actions import transfer_out

    transfer_out(world.someone, key=uuid7(), to=None, on=clock.today(), by=world.manager)
    page = browse(world.manager).get(page_of(world)).content.decode()
    assert world.someone.prison_number not in page
    assert Person.objects.get(pk=world.someone.pk).place == "transfer"
