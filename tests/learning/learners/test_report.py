"""The class report: page, CSV and totals from one query layer, within the reader's reach."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.people.models import Person
from learning.courses.actions import withdraw_course
from learning.courses.models import Course
from learning.learners.report import COLUMNS
from tests.factories import PersonFactory, WingFactory, allocate, staff
from tests.learning.content import complete, finish_lessons, make_course, start
from tests.learning.pages import rows, words

URL, CSV = reverse("learners:report"), reverse("learners:report-csv")


def read_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    *rows, mark = csv.reader(io.StringIO(text))
    assert mark[0].startswith("Taken by ")
    return rows


def totals(response):
    """The figures above the table, by their words."""
    pairs = re.findall(r"<dt>([^<]*)</dt><dd>(\d+)</dd>", response.content.decode())
    return {name: int(figure) for name, figure in pairs}


@pytest.fixture
def tutor(world, browse):
    return browse(world.tutor)


@pytest.fixture
def klass(world, course):
    """Thirty people of one prison in every state, two in the other prison."""
    letters = make_course("letters", title="Letters")
    wing = WingFactory(establishment=world.here, name="Beech")
    with time_machine.travel(clock.now() - timedelta(days=60), tick=False):
        for number in range(30):
            person = PersonFactory(
                establishment=world.here, wing=wing if number % 2 else world.wing, family_name=f"Name{number:02d}"
            )
            enrolment = start(person, course)
            if number % 10 == 0:
                complete(enrolment)
            if number % 3 == 1:
                start(person, letters)
    for person in Person.objects.filter(family_name__in=["Name01", "Name02", "Name04"]):
        finish_lessons(person.enrolments.get(course=course), count=1)
    for _ in range(2):
        start(PersonFactory(establishment=world.there), course)
    return wing


def test_the_page_shows_25_rows_and_the_totals_of_all(tutor, klass, world):
    response = tutor.get(URL)
    assert len(rows(response)) == 25
    assert totals(response) == {
        "Learners": 30,
        "Courses on lists": 40,
        "Going on": 3,
        "Gone quiet": 34,
        "Not started": 0,
        "Finished": 3,
    }
    event = AuditEvent.objects.get(event="class_report.viewed")
    shown = {row[1] for row in rows(response)}
    assert set(event.subjects) == set(Person.objects.filter(prison_number__in=shown).values_list("pk", flat=True))
    assert event.facts == {"establishment": str(world.here.pk)}


def every_page(client, **given):
    page, found = 1, []
    while True:
        response = client.get(URL, {**given, "page": page})
        found += rows(response)
        if 'rel="next"' not in response.content.decode():
            return found
        page += 1


def as_on_the_page(row):
    """A row of the CSV in the words of the page, which writes dates out."""
    try:
        return [*row[:-1], f"{date.fromisoformat(row[-1]):%-d %b %Y}"]
    except ValueError:
        return row


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"sort": "name"},
        {"sort": "-lessons"},
        {"sort": "quiz"},
        {"sort": "course"},
        {"state": "done"},
        {"state": "quiet", "sort": "-name"},
        {"state": "going"},
        {"state": "waiting"},
        {"wing": "klass"},
        {"course": "letters", "sort": "wing"},
    ],
    ids=str,
)
def test_page_and_csv_are_equal_row_by_row(tutor, klass, asked):
    given = dict(asked)
    if "wing" in given:
        given["wing"] = str(klass.pk)
    if "course" in given:
        given["course"] = str(Course.objects.get(code="letters").pk)
    head, *lines = read_csv(tutor.get(CSV, given))
    assert head == [str(column.label) for column in COLUMNS]
    assert [as_on_the_page(line) for line in lines] == (
        [] if asked.get("state") == "waiting" else every_page(tutor, **given)
    )


def test_filters_narrow_rows_and_totals(tutor, klass, course):
    by_wing = totals(tutor.get(URL, {"wing": klass.pk}))
    assert (by_wing["Learners"], by_wing["Finished"]) == (15, 0)
    by_course = totals(tutor.get(URL, {"course": course.pk}))
    assert (by_course["Learners"], by_course["Courses on lists"]) == (30, 30)
    assert len(every_page(tutor, state="done")) == 3
    assert {row[6] for row in every_page(tutor, state="quiet")} == {"Gone quiet"}


def test_sorting_by_name_and_newest_first(tutor, klass):
    names = [row[0] for row in every_page(tutor, sort="name")]
    assert names == sorted(names)
    newest = {row[0].split(",")[0] for row in rows(tutor.get(URL))[:3]}
    assert newest == {"Name01", "Name02", "Name04"}


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "person__born_on"},
        {"sort": "-password"},
        {"sort": "name;--"},
        {"person__family_name": "x"},
        {"ordering": "risk"},
        {"page": "-1"},
        {"page": "x"},
        {"page": "999"},
        {"page": "9" * 400},
    ],
)
def test_t03_an_odd_address_is_an_ordinary_page(tutor, klass, asked):
    response = tutor.get(URL, asked)
    assert response.status_code == 200
    assert totals(response)["Learners"] == 30


@pytest.mark.parametrize("asked", [{"wing": "x"}, {"course": "\x00"}, {"state": "secret"}, {"wing": "0" * 5000}])
def test_a_choice_that_is_not_there_is_told_and_shows_all(tutor, klass, asked):
    response = tutor.get(URL, asked)
    assert response.status_code == 200
    assert "There is a problem" in words(response)
    assert totals(response)["Learners"] == 30


def test_each_reader_sees_their_own_reach(world, browse, klass, course):
    def names(user, **given):
        return len(every_page(browse(user), **given))

    assert names(world.tutor_elsewhere) == 2
    assert names(world.key_worker) == 0
    person = Person.objects.get(family_name="Name05")
    allocate(person, world.key_worker, "key_worker", at=world.here)
    assert names(world.key_worker) == 1
    Person.objects.filter(family_name="Name06").update(is_restricted=True)
    assert "Name06" not in str(every_page(browse(world.tutor)))
    assert totals(browse(world.tutor).get(URL))["Learners"] == 29
    estate = staff("manager", name="Estate manager")
    client = browse(estate)
    assert totals(client.get(URL))["Learners"] == 31
    assert totals(client.get(URL, {"establishment": world.there.pk}))["Learners"] == 2
    wing = klass
    assert totals(client.get(URL, {"establishment": world.here.pk, "wing": wing.pk}))["Learners"] == 15
    foreign = browse(world.tutor).get(URL, {"establishment": world.there.pk})
    assert totals(foreign)["Learners"] == 29


def test_who_moved_away_is_gone_from_the_class_at_once(tutor, klass, world):
    Person.objects.filter(family_name="Name05").update(establishment=world.there)
    assert "Name05" not in str(every_page(tutor))
    assert totals(tutor.get(URL))["Learners"] == 29


def test_a_course_taken_off_the_list_leaves_the_report(tutor, klass, world):
    withdraw_course(Person.objects.get(family_name="Name05").enrolments.get(), by=world.tutor)
    assert totals(tutor.get(URL))["Learners"] == 29


def test_nobody_to_show_says_what_to_do(tutor, world):
    assert "Nobody to show" in words(tutor.get(URL))
    assert read_csv(tutor.get(CSV)) == [[str(column.label) for column in COLUMNS]]


def test_t65_a_formula_in_a_name_is_no_formula_in_the_csv(tutor, world, course):
    hostile = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "<script>x</script>"]
    for name in hostile:
        start(PersonFactory(establishment=world.here, family_name=name), course)
    _head, *lines = read_csv(tutor.get(CSV))
    assert len(lines) == len(hostile)
    for line in lines:
        for cell in line:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell
    assert "<script>x" not in tutor.get(URL).content.decode()


def test_t78_the_csv_has_a_plain_name_and_its_reading_is_recorded(tutor, klass, world):
    response = tutor.get(CSV, {"state": "done"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="Class report 2' in response["Content-Disposition"]
    read_csv(response)
    event = AuditEvent.objects.get(event="class_report.exported")
    assert (len(event.subjects), event.facts["rows"], event.facts["state"]) == (3, 3, "done")


def test_the_report_costs_the_same_for_any_number_of_learners(tutor, world, course, same_queries):
    same_queries(
        tutor, URL, add_row=lambda: start(PersonFactory(establishment=world.here, wing=world.wing), course), more=40
    )
