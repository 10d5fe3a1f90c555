"""A list of people who arrive together: read, looked at, taken in whole or not at all."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.csv_input import BadFileError
from justice_portal.keys import uuid7
from justice_portal.people.models import Movement, Person
from justice_portal.people.reception.lists import actions
from justice_portal.people.reception.models import ReceptionFile
from tests.factories import PersonFactory

HEAD = "prison_number,given_name,family_name,born_on,status,cell"
GOOD = f"{HEAD}\nA0999QA,Owain,Birch,1990-05-17,sentenced,ZZA-1-1-001\na0999qb,Siân,Pugh,17/05/1991,,\n"


@pytest.fixture(autouse=True)
def _invented(settings):
    settings.DEMO = True


@pytest.fixture
def read(world):
    def go(text=GOOD, **given):
        data = text if isinstance(text, bytes) else text.encode()
        return actions.read_file(world.here, **{"key": uuid7(), "data": data, "by": world.manager, **given})

    return go


def faults(error):
    return [str(problem) for problem in error.value.problems]


def test_a_list_is_looked_at_before_anybody_comes_in(world, browse):
    client = browse(world.manager)
    file = SimpleUploadedFile("list.csv", b"\xef\xbb\xbf" + GOOD.encode())
    response = client.post(
        reverse("reception:list-send", args=[world.here.pk]), {"key": uuid7(), "file": file}, follow=True
    )
    page = response.content.decode()
    assert "Birch, Owain" in page
    assert "New to the record" in page
    assert not Person.objects.filter(prison_number="A0999QA").exists()
    pk = response.resolver_match.kwargs["pk"]
    response = client.post(reverse("reception:list-take-in", args=[pk]), follow=True)
    assert "2 people were taken in" in response.content.decode()
    owain, sian = (Person.objects.get(prison_number=number) for number in ("A0999QA", "A0999QB"))
    assert (owain.cell, owain.status, owain.establishment) == (world.cell, "sentenced", world.here)
    assert (sian.cell, sian.status, sian.born_on) == (None, "unsentenced", date(1991, 5, 17))


def test_taken_in_twice_is_once_and_the_names_go(read, world):
    file = read()
    for _nth in range(2):
        actions.take_in_file(file, by=world.manager)
    file.refresh_from_db()
    assert (file.status, file.rows) == ("taken_in", [])
    assert Movement.objects.filter(source="list").count() == 2
    event = AuditEvent.objects.get(event="reception.file_imported")
    assert len(event.subjects) == 2


def test_the_same_list_again_leaves_everybody_alone(read, world):
    actions.take_in_file(read(), by=world.manager)
    again = read()
    assert (again.new, again.known, again.here) == (0, 0, 2)
    actions.take_in_file(again, by=world.manager)
    assert Movement.objects.filter(source="list").count() == 2


def test_somebody_known_comes_with_their_history(read, world):
    person = world.people["released"]
    row = f"{person.prison_number},{person.given_name},{person.family_name},{person.born_on},recalled,"
    file = read(f"{HEAD}\n{row}\n")
    assert (file.new, file.known) == (0, 1)
    actions.take_in_file(file, by=world.manager)
    assert Person.objects.get(pk=person.pk).status == "recalled"


BAD = {
    "number": ("12345,A,B,1990-01-01,,", "Row 2, prison_number: must be like A1234BC."),
    "same number": (
        "A0999QA,A,B,1990-01-01,,\na0999qa,C,D,1990-01-01,,",
        "Row 3, prison_number: is the same as in row 2.",
    ),
    "no name": ("A0999QA,,B,1990-01-01,,", "Row 2, given_name: is empty."),
    "formula": ("A0999QA,=cmd(),B,1990-01-01,,", "Row 2, given_name: must begin with a letter."),
    "no birthday": ("A0999QA,A,B,,,", "Row 2, born_on: is empty."),
    "birthday": ("A0999QA,A,B,1990-13-01,,", "Row 2, born_on: is not a day of the calendar."),
    "American birthday": ("A0999QA,A,B,05/17/1990,,", "Row 2, born_on: is not a day of the calendar."),
    "future birthday": ("A0999QA,A,B,2090-01-01,,", "Row 2, born_on: is not the birthday of someone in prison."),
    "status": ("A0999QA,A,B,1990-01-01,free,", "Row 2, status: must be unsentenced, sentenced or recalled."),
    "cell": ("A0999QA,A,B,1990-01-01,,ZZB-1-1-001", "Row 2, cell: is not a cell of this prison."),
    "hidden": ("A0999QA,A\u200b,B,1990-01-01,,", "Row 2, given_name: has a character that cannot be seen (U+200B)."),
    "ragged": ("A0999QA,A", "Row 2: has 2 cells, but there are 6 columns."),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_row_refuses_the_list_and_says_where(read, name):
    rows, wanted = BAD[name]
    with pytest.raises(BadFileError) as error:
        read(f"{HEAD}\n{rows}\nA0999QZ,Good,Row,1990-01-01,,\n")
    assert wanted in faults(error)
    assert not ReceptionFile.objects.exists()
    assert not AuditEvent.objects.exists()


def test_who_cannot_come_in_is_said_in_neutral_words(read, world):
    elsewhere, released = world.people["elsewhere"], world.people["released"]
    rows = [
        f"{elsewhere.prison_number},{elsewhere.given_name},{elsewhere.family_name},{elsewhere.born_on},,",
        f"{released.prison_number},{released.given_name},{released.family_name},1950-01-01,,",
    ]
    with pytest.raises(BadFileError) as error:
        read("\n".join([HEAD, *rows]))
    words = {problem.message for problem in error.value.problems}
    assert len(words) == 1
    assert [problem.row for problem in error.value.problems] == [2, 3]


def test_every_fault_of_every_row_is_shown_on_the_page(world, browse):
    text = f"{HEAD}\n12345,,B,1990-01-01,,\nA0999QA,A,B,,free,\n"
    file = SimpleUploadedFile("list.csv", text.encode())
    response = browse(world.manager).post(
        reverse("reception:list-send", args=[world.here.pk]), {"key": uuid7(), "file": file}
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert "4 things to put right" in page
    assert not ReceptionFile.objects.exists()


def test_one_row_that_changed_meanwhile_takes_nobody_in(read, world):
    file = read()
    PersonFactory(prison_number="A0999QB", establishment=world.there)
    with pytest.raises(BadFileError, match="Row 3"):
        actions.take_in_file(file, by=world.manager)
    assert not Person.objects.filter(prison_number="A0999QA").exists()
    file.refresh_from_db()
    assert file.status == "waiting"


def test_a_list_that_changed_meanwhile_says_so_on_its_page(read, world, browse):
    file = read()
    PersonFactory(prison_number="A0999QB", establishment=world.there)
    response = browse(world.manager).post(reverse("reception:list-take-in", args=[file.pk]))
    assert response.status_code == 409
    assert "Nobody was taken in" in response.content.decode()


def test_example_numbers_are_refused_outside_a_demo(read, world, settings):
    file = read()
    settings.DEMO = False
    with pytest.raises(BadFileError, match="for examples"):
        actions.take_in_file(file, by=world.manager)
    assert not Person.objects.filter(prison_number="A0999QA").exists()


def test_the_same_upload_twice_is_one_list(read):
    key = uuid7()
    assert read(key=key) == read(key=key)


def test_a_dropped_list_holds_no_names_and_cannot_be_taken_in(read, world, browse):
    file = read()
    assert browse(world.manager).post(reverse("reception:list-drop", args=[file.pk])).status_code == 302
    file.refresh_from_db()
    assert (file.status, file.rows) == ("dropped", [])
    assert browse(world.manager).post(reverse("reception:list-take-in", args=[file.pk])).status_code == 409


def test_the_example_is_a_list_that_can_be_read(world, browse):
    response = browse(world.manager).get(reverse("reception:list-example"))
    data = b"".join(response.streaming_content)
    assert actions.read_file(world.here, key=uuid7(), data=data, by=world.manager).new == 2


def test_a_list_that_nobody_took_in_goes_after_a_day(read, time_machine):
    from justice_portal.people.nightly import drop_old_lists

    start = clock.now()
    old = read()
    time_machine.move_to(start + timedelta(hours=25))
    young = read()
    drop_old_lists()
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.status, old.rows, young.status) == ("dropped", [], "waiting")
