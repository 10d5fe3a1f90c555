"""Finding people."""

import re
from datetime import date

import pytest
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.people.models import Alert, AlertCode, Person
from justice_portal.people.names import plain_name
from tests.factories import PersonFactory, allocate

LIST = "/people/"


@pytest.fixture
def someone(world):
    """named(given, family, …) is a person in world.here."""

    def named(given, family, **fields):
        return PersonFactory(**{"given_name": given, "family_name": family, "establishment": world.here, **fields})

    return named


@pytest.fixture
def find(world, browse):
    """find(what was typed, by=…) is the page of results."""

    def go(typed, by=None):
        client = browse(by or world.manager)
        response = client.post(reverse("people:search"), {"q": typed})
        return client.get(response.headers["Location"]) if response.status_code == 302 else response

    return go


def shown(response):
    return response.content.decode()


def numbers(response):
    table = re.search(r"<tbody>.*?</tbody>", shown(response), re.DOTALL)
    return re.findall(r"<td>([A-Z]\d{4}[A-Z]{2})</td>", table[0]) if table else []


def test_people_are_found_by_name_number_and_birthday(find, someone):
    sian = someone("Siân", "O'Brien-Pugh", born_on=date(1991, 2, 3), preferred_name="Shan")
    someone("Adam", "Brook")
    for typed in (
        "Siân", "sian", "SIAN", "o'brien", "obrien", "pugh sian", "O’Brien Pugh", "shan", "bri",
        sian.prison_number, sian.prison_number.lower(), sian.prison_number[:5], "03/02/1991", "3.2.1991", "1991-02-03",
        f"sian 1991-02-03 {sian.prison_number}", "Pugh, Siân",
    ):  # fmt: skip
        assert numbers(find(typed)) == [sian.prison_number], typed


def test_people_are_found_by_how_a_name_sounds(find, someone):
    ali = someone("Mohammed", "Ali")
    someone("Martin", "Allen")
    assert numbers(find("Muhamad Aly")) == [ali.prison_number]


def test_people_are_found_by_crn(find, someone):
    person = someone("A", "B", crn="X098092")
    assert numbers(find("x098092")) == [person.prison_number]


@pytest.mark.parametrize("typed", ["31/02/1991", "%", "_", "'", '"', "\\", "--", "0" * 70, "<b>", "%s", "Z9999ZZ"])
def test_what_fits_nobody_finds_nobody(find, someone, typed):
    someone("Adam", "Brook")
    response = find(typed)
    assert response.status_code == 200
    assert numbers(response) == []


def test_a_hidden_character_and_a_long_text_are_said_and_kept(find, world):
    for typed in ("Ad\u200bam", "x" * 200):
        response = find(typed)
        assert response.status_code == 400
        assert "error-summary" in shown(response)


def test_no_result_and_not_yours_look_the_same(find, someone, world):
    there = PersonFactory(given_name="Zebedee", family_name="Quill", establishment=world.there)
    restricted = someone("Zebedee", "Quell", is_restricted=True)
    typed = ("Wilhelmina", "Zebedee", there.prison_number, "A0998QQ", restricted.prison_number)
    answers = {without_chance(shown(find(words))).replace(words, "") for words in typed}
    assert len(answers) == 1


def without_chance(page):
    """The page without what differs from one request to the next."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|find=[\w-]+|value="[\w-]{12}"|nonce="[^"]+"', "", page)


def test_no_address_holds_what_was_typed(world, browse):
    client = browse(world.manager)
    response = client.post(reverse("people:search"), {"q": world.someone.family_name})
    assert world.someone.family_name not in response.headers["Location"]
    page = client.get(response.headers["Location"]).content.decode()
    links = re.findall(r'(?:href|action)="([^"]*)"', page)
    for person in Person.objects.all():
        for secret in (person.family_name, person.given_name, person.prison_number):
            assert not [link for link in links if secret in link]


def test_a_search_belongs_to_who_typed_it(world, browse):
    where = browse(world.manager).post(reverse("people:search"), {"q": "nobody at all"}).headers["Location"]
    other = browse(world.manager_elsewhere).get(where)
    assert "Nobody found" not in other.content.decode()


def test_a_list_is_recorded_with_everybody_on_it(world, browse):
    page = browse(world.manager).get(LIST)
    event = AuditEvent.objects.get(event="person.listed")
    visible = set(Person.objects.visible_to(world.manager).values_list("pk", flat=True))
    assert set(event.subjects) == visible
    assert event.by_id == world.manager.pk
    assert page.status_code == 200


def test_a_caseload_sees_its_own_people_only(world, browse):
    response = browse(world.key_worker).get(LIST)
    assert numbers(response) == [world.someone.prison_number]


def test_names_that_sound_alike_are_marked(world, browse, someone):
    someone("Jon", "Smyth")
    someone("John", "Smith")
    PersonFactory(given_name="Jon", family_name="Smith", establishment=world.there)
    lone = someone("Ethelred", "Unready")
    page = shown(browse(world.manager).get(LIST))
    assert page.count("Same or similar name") == 2
    row = next(row for row in page.split("<tr>") if lone.prison_number in row)
    assert "Same or similar name" not in row


def test_a_namesake_elsewhere_is_not_told(world, browse):
    PersonFactory(given_name=world.someone.given_name, family_name=world.someone.family_name, establishment=world.there)
    assert "Same or similar" not in shown(browse(world.manager).get(LIST))
    assert "Same or similar" not in shown(browse(world.manager).get(world.someone.get_absolute_url()))


def test_alerts_are_marked_for_those_who_may_see_them(world, browse):
    code = AlertCode.objects.create(code="XIT", type_code="X", type_name="Security", name="No access to IT")
    Alert.objects.create(person=world.someone, code=code)
    assert ">Alerts<" in shown(browse(world.manager).get(LIST))
    assert ">Alerts<" not in shown(browse(world.tutor).get(LIST))


def test_the_list_sorts_filters_and_pages_in_the_address(world, browse, someone):
    for number in range(30):
        someone("Zed", f"Zulu{number:02d}", wing=world.wing if number == 7 else None, born_on=date(1970, 1, 1 + number))
    client = browse(world.manager)
    assert "1 to 25 of 31" in shown(client.get(LIST))
    assert len(numbers(client.get(f"{LIST}?page=2"))) == 6
    first = numbers(client.get(f"{LIST}?sort=born"))[0]
    assert Person.objects.get(prison_number=first).born_on == date(1970, 1, 1)
    assert len(numbers(client.get(f"{LIST}?wing={world.wing.pk}"))) == 2
    assert numbers(client.get(f"{LIST}?state=community")) == []


@pytest.mark.parametrize(
    "query",
    [
        "sort=risk", "sort=user__password", "page=0", "page=-1", "page=x", "page=99999999999999999999", "wing=x",
        "place=x", "place=00000000-0000-0000-0000-000000000000", "state=x", "find=x", "find=%00", "wing=%00",
        "is_restricted=True", "born_on__lt=1990-01-01", "sort=-", "place=%00",
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_shows_the_plain_list(world, browse, query):
    response = browse(world.manager).get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert numbers(response)


def test_an_administrator_filters_by_prison(world, browse):
    response = browse(world.administrator).get(f"{LIST}?place={world.there.pk}")
    assert numbers(response) == [world.people["elsewhere"].prison_number]


def test_the_list_costs_the_same_for_any_length(world, browse, same_queries):
    client = browse(world.manager)

    def add():
        person = PersonFactory(given_name="Same", family_name="Name", establishment=world.here, wing=world.wing)
        allocate(person, world.key_worker, "key_worker", at=world.here)

    assert same_queries(client, LIST, add_row=add) <= 14
    where = client.post(reverse("people:search"), {"q": "same name"}).headers["Location"]
    assert same_queries(client, where, add_row=add) <= 14


def test_the_database_makes_the_keys_of_a_name(db):
    person = PersonFactory(given_name="Łukasz", family_name="D'Ŵynne-Ffîon", preferred_name="Lŵc")
    person = Person.objects.get(pk=person.pk)
    assert person.name_key == "lukasz dwynne ffion lwc"
    assert plain_name("Łukasz D'Ŵynne-Ffîon Lŵc") == person.name_key
    assert len(person.sound_keys) == 2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Mohammed", "Hussain"), ("Muhammad", "Husain"), True),
        (("Stephen", "Davies"), ("Steven", "Davis"), True),
        (("Catherine", "Philips"), ("Katharine", "Fillips"), True),
        (("Siân", "Rhys"), ("Sian", "Rees"), True),
        (("John", "Smith"), ("Jon", "Smyth"), True),
        (("John", "Smith"), ("Jack", "Smith"), False),
        (("John", "Smith"), ("John", "Smart"), False),
    ],
)
def test_which_names_sound_the_same(db, one, other, alike):
    keys = []
    for given, family in (one, other):
        person = PersonFactory(given_name=given, family_name=family)
        keys.append(Person.objects.get(pk=person.pk).sound_keys[0])
    assert (keys[0] == keys[1]) is alike, keys
