"""The caseload: its cells, filters, sorting and paging, within the reader's reach and no further."""

import re

import pytest
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.people.models import Allocation, Cover, Person
from rehab.models import Contact, Goal, Plan
from tests.factories import PersonFactory, WingFactory, grant, staff
from tests.learning.pages import rows, words
from tests.reporting.dashboards import cases
from tests.reporting.dashboards.cases import names

URL, FIND = reverse("dashboards:caseload"), reverse("dashboards:caseload-find")


def heads(response):
    found = re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", response.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]*>", "", head).strip() for head in found]


def test_each_cell_says_what_the_record_says_and_zero_is_not_unknown(world, worker, busy):
    page = worker.get(URL)
    assert heads(page) == [
        "Name", "Number", "Where", "Lessons", "Last learned", "Plan", "Goals", "Overdue", "Next due", "Last contact", "With",
    ]  # fmt: skip
    assert rows(page) == [
        ["Abel, Ann", world.someone.prison_number, "ZZA-1-1-001", "1 of 7", "5 Mar 2027", "Open", "2", "1",
         "7 Mar 2027", "8 Mar 2027", world.key_worker.name],
        ["Zed, Zoe", busy.prison_number, f"{world.wing.name}, no cell yet", "No course", "Not yet", "No plan", "0", "0",
         "None", "None yet", ""],
    ]  # fmt: skip
    assert "2 people" in words(page)
    assert re.search(r"<tfoot>.*2 people.*1 of 7.*1 open.*2</td>.*1</td>", page.content.decode(), re.DOTALL)
    assert "Data as of" in words(page)


def test_a_manager_sees_who_looks_after_each(world, manager, busy):
    page = manager.get(URL)
    column = heads(page).index("Looked after by")
    by_name = {row[0]: row[column] for row in rows(page)}
    assert by_name["Abel, Ann"] == f"{world.key_worker.name}, {world.pom.name}, {world.com.name}"
    Allocation.objects.filter(person=busy).update(ended_at=clock.now())
    by_name = {row[0]: row[column] for row in rows(manager.get(URL))}
    assert by_name["Zed, Zoe"] == "Nobody yet"


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("tutor", {"Plan", "Goals", "Overdue", "Next due", "Last contact", "With", "Looked after by"}),
        ("safer_custody", {"Lessons", "Last learned", "Plan", "Goals", "Overdue", "Next due", "Last contact", "With"}),
        ("key_worker", {"Looked after by"}),
    ],
)
def test_a_column_belongs_to_a_permission(world, browse, busy, kind, missing):
    page = browse(getattr(world, kind)).get(URL)
    assert missing.isdisjoint(heads(page))
    assert "Abel, Ann" in words(page)


def test_of_people_beyond_a_permission_nothing_is_known_by_cell_sort_or_filter(world, browse, busy):
    """A tutor who is also the key worker of one person knows the plan of that one only."""
    grant(world.tutor, "key_worker", at=world.here)
    Allocation.objects.filter(person=busy, role="key_worker").update(user=world.tutor)
    client = browse(world.tutor)
    found = {row[0]: row for row in rows(client.get(URL))}
    assert found["Abel, Ann"][3:] == ["1 of 7", "5 Mar 2027", *["Not known"] * 6]
    assert found["Zed, Zoe"][5:] == ["No plan", "0", "0", "None", "None yet", ""]
    assert "1 open" not in words(client.get(URL))
    assert names(client.get(URL, {"show": "overdue"})) == []
    assert names(client.get(URL, {"show": "no-plan"})) == ["Zed"]
    sorts = ["overdue", "-overdue", "due", "-due", "contact", "-contact", "plan", "-plan", "goals", "-goals"]
    before = [names(client.get(URL, {"sort": sort})) for sort in sorts]
    Goal.objects.filter(plan__person=world.someone).delete()
    Contact.objects.filter(person=world.someone).delete()
    Plan.objects.filter(person=world.someone).delete()
    assert [names(client.get(URL, {"sort": sort})) for sort in sorts] == before


@pytest.mark.parametrize("state", ["elsewhere", "in_transfer", "released", "restricted"])
@pytest.mark.parametrize("kind", ["key_worker", "tutor", "safer_custody", "manager"])
def test_nobody_beyond_reach_is_in_it(world, browse, state, kind):
    page = browse(getattr(world, kind)).get(URL).content.decode()
    assert world.people[state].prison_number not in page
    assert world.someone.prison_number in page


def test_a_com_keeps_who_is_in_transfer_and_released_until_supervision_ends(world, browse):
    found = {row[1]: row[2] for row in rows(browse(world.com).get(URL))}
    assert found[world.people["in_transfer"].prison_number] == "In transfer"
    assert found[world.people["released"].prison_number] == world.unit.name
    Person.objects.filter(pk=world.people["released"].pk).update(place="ended")
    assert world.people["released"].prison_number not in words(browse(world.com).get(URL))


def test_filters_narrow_the_rows_the_totals_and_the_count(world, manager, busy):
    wing = WingFactory(establishment=world.here, name="Beech")
    for number in range(3):
        PersonFactory(establishment=world.here, wing=wing, family_name=f"Beech{number}")
    assert names(manager.get(URL, {"wing": wing.pk})) == ["Beech0", "Beech1", "Beech2"]
    assert "3 people" in words(manager.get(URL, {"wing": wing.pk}))
    assert names(manager.get(URL, {"worker": world.key_worker.pk})) == ["Abel", "Zed"]
    assert names(manager.get(URL, {"worker": "nobody"})) == ["Beech0", "Beech1", "Beech2"]
    assert names(manager.get(URL, {"worker": "nobody", "wing": world.wing.pk})) == []
    assert "Nobody fits these choices" in words(manager.get(URL, {"worker": "nobody", "wing": world.wing.pk}))


def test_what_is_missing_can_be_shown(world, worker, busy):
    assert names(worker.get(URL, {"show": "overdue"})) == ["Abel"]
    assert names(worker.get(URL, {"show": "no-plan"})) == ["Zed"]
    assert names(worker.get(URL, {"show": "no-contact"})) == ["Zed"]
    cases.contact(world, busy, days_ago=13)
    assert names(worker.get(URL, {"show": "no-contact"})) == []


def test_what_is_typed_finds_people_and_stands_in_no_address_and_no_audit(world, worker, busy):
    answer = worker.post(FIND, {"q": "zed", "query": "show=no-plan&page=4&sort=-name"}, follow=True)
    address = answer.redirect_chain[-1][0]
    assert "zed" not in address.lower()
    assert names(answer) == ["Zed"]
    assert "show=no-plan" in address
    assert "page" not in address
    assert names(worker.post(FIND, {"q": world.someone.prison_number}, follow=True)) == ["Abel"]
    assert names(worker.post(FIND, {"q": ""}, follow=True)) == ["Abel", "Zed"]
    facts = [event.facts for event in AuditEvent.objects.filter(event="dashboards.caseload_viewed")]
    assert {"page": 1, "show": "no-plan", "by_words": True} in facts
    assert "zed" not in str(facts).lower()


def test_what_another_reader_typed_finds_nothing_here(world, worker, manager, busy):
    address = worker.post(FIND, {"q": "zed"}).headers["Location"]
    assert len(names(manager.get(address))) == len(names(manager.get(URL)))


SORTS = {
    "name": ["Abel", "Baker", "Zed"],
    "-name": ["Zed", "Baker", "Abel"],
    "lessons": ["Baker", "Zed", "Abel"],
    "-lessons": ["Abel", "Baker", "Zed"],
    "learned": ["Baker", "Zed", "Abel"],
    "-learned": ["Abel", "Baker", "Zed"],
    "plan": ["Baker", "Zed", "Abel"],
    "goals": ["Baker", "Zed", "Abel"],
    "-overdue": ["Abel", "Baker", "Zed"],
    "due": ["Abel", "Baker", "Zed"],
    "-due": ["Abel", "Baker", "Zed"],
    "contact": ["Zed", "Baker", "Abel"],
    "-contact": ["Abel", "Baker", "Zed"],
    "where": ["Abel", "Baker", "Zed"],
}


@pytest.mark.parametrize("sort", SORTS)
def test_sorting_puts_what_never_was_first_and_what_is_unknown_last(world, worker, busy, sort):
    baker = cases.one_more(world, family_name="Baker")
    cases.contact(world, baker, days_ago=30)
    page = worker.get(URL, {"sort": sort})
    assert names(page) == SORTS[sort]
    direction = "descending" if sort.startswith("-") else "ascending"
    assert page.content.decode().count(f'aria-sort="{direction}"') == 1


def test_pages_of_25_with_the_order_kept(world, worker, busy):
    for _nth in range(30):
        cases.one_more(world, family_name="Same", given_name="Name")
    first, second = worker.get(URL), worker.get(URL, {"page": 2})
    assert "1 to 25 of 32" in words(first)
    numbers = [row[1] for page in (first, second) for row in rows(page)]
    assert len(set(numbers)) == len(numbers) == 32
    assert "32 people" in words(second)
    assert names(worker.get(URL, {"page": 9})) == names(second)


def test_the_list_costs_the_same_for_many(world, worker, same_queries):
    def add_row():
        person = cases.one_more(world)
        cases.contact(world, person)
        cases.goal(world, cases.plan_of(world, person))

    assert same_queries(worker, URL, add_row=add_row) < 30


def test_the_managers_list_costs_the_same_for_many(world, manager, same_queries):
    def add_row():
        person = cases.one_more(world)
        worker = staff("key_worker", at=world.here)
        Allocation.objects.filter(person=person, role="key_worker").update(user=worker)

    assert same_queries(manager, URL, add_row=add_row) < 30


def test_who_was_on_the_page_is_recorded(world, worker, busy):
    worker.get(URL, {"show": "overdue"})
    event = AuditEvent.objects.get(event="dashboards.caseload_viewed")
    assert event.subjects == [world.someone.pk]
    assert event.facts == {"page": 1, "show": "overdue"}


def test_a_reader_of_two_prisons_chooses_between_them(world, browse, busy):
    both = staff("manager", at=world.here, name="Both")
    grant(both, "manager", at=world.there)
    page = browse(both).get(URL)
    assert "Farham" in words(page)
    assert 'name="wing"' not in page.content.decode()
    there = browse(both).get(URL, {"establishment": world.there.pk})
    assert [row[1] for row in rows(there)] == [world.people["elsewhere"].prison_number]
    assert 'name="wing"' in there.content.decode()


def test_a_new_worker_learns_why_the_list_is_empty(world, browse):
    assert "Nobody is on your caseload" in words(browse(staff("key_worker", at=world.here)).get(URL))


def test_a_cell_with_markup_in_a_name_is_shown_as_text(world, worker):
    cases.one_more(world, family_name="<b>O'Neill</b>", given_name='"&')
    assert "&lt;b&gt;O&#x27;Neill&lt;/b&gt;, &quot;&amp;" in worker.get(URL).content.decode()


def test_cover_brings_a_colleagues_people(world, browse, busy):
    other = staff("key_worker", at=world.here, name="Stands in")
    assert names(browse(other).get(URL)) == []
    Cover.objects.create(
        covered=world.key_worker, by=other, role="key_worker", establishment=world.here,
        starts_on=clock.today(), ends_on=clock.today(), given_by=world.manager,
    )  # fmt: skip
    assert names(browse(other).get(URL)) == ["Abel", "Zed"]
