"""The day's roll, held against the record."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.csv_input import BadFileError
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.actions import transfer_out
from justice_portal.people.reception.models import RollCheck, RollLine
from justice_portal.people.reception.roll import actions
from tests.factories import CellFactory, PersonFactory


@pytest.fixture
def cells(world):
    return [CellFactory(wing=world.wing, code=f"ZZA-1-1-1{number:02d}") for number in range(4)]


@pytest.fixture
def check(world):
    """check([(number, cell), …]) is the roll held against the record."""

    def go(rows, **given):
        text = "prison_number,cell\n" + "".join(f"{number},{cell}\n" for number, cell in rows)
        return actions.check_roll(world.here, **{"key": uuid7(), "data": text.encode(), "by": world.manager, **given})

    return go


@pytest.fixture
def mixed(world, cells, check):
    """A roll with one of each difference; people by what is wrong with them."""
    restricted = world.people["restricted"]
    agreed = PersonFactory(establishment=world.here, wing=world.wing, cell=cells[0])
    wrong = PersonFactory(establishment=world.here, wing=world.wing, cell=cells[1])
    missing = PersonFactory(establishment=world.here, wing=world.wing, cell=cells[2])
    coming = PersonFactory(establishment=world.there)
    transfer_out(coming, key=uuid7(), to=world.here, on=clock.today(), by=world.manager_elsewhere)
    Person.objects.filter(pk=restricted.pk).update(cell=cells[3])
    roll = check(
        [
            (agreed.prison_number, cells[0]),
            (world.someone.prison_number.lower(), world.cell),
            (wrong.prison_number, cells[3]),
            (coming.prison_number, cells[1]),
            ("A0999QQ", cells[1]),
        ]
    )
    people = {"wrong_cell": wrong, "missing": missing, "coming": coming, "restricted": restricted}
    return roll, people


def line_of(roll, person):
    return RollLine.objects.get(roll=roll, person=person)


def unexpected(roll, number):
    return RollLine.objects.get(roll=roll, kind="unexpected", prison_number=number)


def test_the_roll_is_counted_and_nobody_is_moved(mixed):
    roll, people = mixed
    assert (roll.on_roll, roll.agreed, roll.missing, roll.unexpected, roll.wrong_cell) == (5, 2, 2, 2, 1)
    assert {line.person for line in roll.lines.filter(kind="missing")} == {people["missing"], people["restricted"]}
    assert not Movement.objects.filter(to_cell__isnull=False).exists()
    event = AuditEvent.objects.get(event="reception.roll_read")
    assert people["missing"].pk in event.subjects


def test_each_difference_is_settled_by_one_click(mixed, world, browse):
    roll, people = mixed
    client = browse(world.manager)
    page = client.get(reverse("reception:roll", args=[roll.pk])).content.decode()
    for words in ("Left for another prison", "Move to this cell", "Receive here", "A restricted case"):
        assert words in page
    assert people["restricted"].prison_number not in page
    for line, how in (
        (line_of(roll, people["missing"]), "left"),
        (line_of(roll, people["wrong_cell"]), "moved"),
        (unexpected(roll, people["coming"].prison_number), "received"),
        (unexpected(roll, "A0999QQ"), "roll_wrong"),
    ):
        for _nth in range(2):
            assert client.post(reverse("reception:roll-settle", args=[line.pk]), {"how": how}).status_code == 302
    states = {name: Person.objects.get(pk=person.pk) for name, person in people.items()}
    assert states["missing"].place == "transfer"
    assert states["wrong_cell"].cell.code == "ZZA-1-1-103"
    assert (states["coming"].establishment, states["coming"].cell.code) == (world.here, "ZZA-1-1-101")
    assert Movement.objects.count() == 3 + 1 + 2  # ours, the transfer out before, and those of the world
    page = client.get(reverse("reception:roll", args=[roll.pk])).content.decode()
    assert "1 to settle" in page  # the restricted case


def test_the_restricted_case_is_not_moved_by_who_may_not_see_it(mixed, world):
    from django.core.exceptions import PermissionDenied

    roll, people = mixed
    with pytest.raises(PermissionDenied):
        actions.settle_line(line_of(roll, people["restricted"]), how="left", by=world.manager)
    assert line_of(roll, people["restricted"]).status == "open"


def test_a_difference_is_settled_one_way_only(mixed, world):
    roll, people = mixed
    line = line_of(roll, people["missing"])
    for how in ("moved", "received", "open", "", "nonsense"):
        with pytest.raises(DomainError, match="cannot be done"):
            actions.settle_line(line, how=how, by=world.manager)
    actions.settle_line(line, how="roll_wrong", by=world.manager)
    with pytest.raises(DomainError):
        actions.settle_line(line, how="left", by=world.manager)
    assert Person.objects.get(pk=people["missing"].pk).place == "prison"


def test_a_stranger_on_the_roll_is_received_at_the_desk(mixed, world, browse):
    roll, _people = mixed
    line = unexpected(roll, "A0999QQ")
    with pytest.raises(DomainError, match="at the desk"):
        actions.settle_line(line, how="received", by=world.manager)
    page = (
        browse(world.manager)
        .get(f"{reverse('reception:receive', args=[world.here.pk])}?line={line.pk}")
        .content.decode()
    )
    assert 'value="A0999QQ"' in page
    page = browse(world.manager_elsewhere).get(f"{reverse('reception:receive', args=[world.there.pk])}?line={line.pk}")
    assert "A0999QQ" not in page.content.decode()


def test_the_roll_does_not_say_who_is_elsewhere(world, check, browse):
    there = world.people["elsewhere"]
    roll = check([(there.prison_number, "ZZA-1-1-001"), ("A0999QR", "ZZA-1-1-001")])
    page = browse(world.manager).get(reverse("reception:roll", args=[roll.pk])).content.decode()
    assert there.family_name not in page
    rows = [row for row in page.split("<tr>") if there.prison_number in row or "A0999QR" in row]
    plain = {row.replace(there.prison_number, "").replace("A0999QR", "") for row in rows}
    assert len(rows) == 2
    assert len({row[: row.index("<form")].split("?line=")[0] for row in plain}) == 1


def test_everybody_in_another_cell_is_moved_at_once(world, cells, check, browse):
    people = [PersonFactory(establishment=world.here, wing=world.wing, cell=cells[n]) for n in (0, 1)]
    rows = [(people[0].prison_number, cells[1]), (people[1].prison_number, cells[0])]
    roll = check(rows)
    client = browse(world.manager)
    for _nth in range(2):
        assert client.post(reverse("reception:roll-cells", args=[roll.pk])).status_code == 302
    assert [Person.objects.get(pk=person.pk).cell for person in people] == [cells[1], cells[0]]
    assert Movement.objects.filter(kind="cell").count() == 2


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("12345,ZZA-1-1-001", "Row 2, prison_number: must be like"),
        ("A0999QA,ZZB-1-1-001", "Row 2, cell: is not a cell of this prison"),
        ("A0999QA,", "Row 2, cell: is not a cell"),
        ("A0999QA,ZZA-1-1-001\nA0999QA,ZZA-1-1-001", "Row 3, prison_number: is the same as in row 2"),
        ("A0999QA", "Row 2: has 1 cells"),
    ],
)
def test_a_bad_roll_is_refused_whole(world, rows, words):
    data = f"prison_number,cell\n{rows}\n".encode()
    with pytest.raises(BadFileError, match=words):
        actions.check_roll(world.here, key=uuid7(), data=data, by=world.manager)
    assert not RollCheck.objects.exists()
    assert not AuditEvent.objects.exists()


def test_the_page_shows_what_to_put_right(world, browse):
    client, url = browse(world.manager), reverse("reception:roll-send", args=[world.here.pk])
    for content in (b"nonsense", b"prison_number,cell\n1,2\n", b"\x00\x01", b"prison_number;cell\n"):
        response = client.post(url, {"key": uuid7(), "file": SimpleUploadedFile("roll.csv", content)})
        assert response.status_code == 400
        assert "to put right" in response.content.decode()
    assert client.post(url, {"key": uuid7()}).status_code == 200
    big = SimpleUploadedFile("roll.csv", b"x" * (1024 * 1024 + 1))
    assert "larger than 1 MB" in client.post(url, {"key": uuid7(), "file": big}).content.decode()


def test_the_same_upload_twice_is_one_check(check, world):
    key = uuid7()
    rows = [(world.someone.prison_number, "ZZA-1-1-001")]
    assert check(rows, key=key) == check(rows, key=key)
    assert RollCheck.objects.count() == 1


def test_a_roll_that_agrees_says_so(check, world, browse):
    Person.objects.filter(pk=world.people["restricted"].pk).update(cell=world.cell)
    roll = check([(world.someone.prison_number, world.cell), (world.people["restricted"].prison_number, world.cell)])
    assert roll.agreed == 2
    page = browse(world.manager).get(reverse("reception:roll", args=[roll.pk])).content.decode()
    assert "The roll and the record agree" in page


def test_the_page_costs_the_same_for_any_length(world, browse, same_queries, check):
    roll = check([(world.someone.prison_number, world.cell)])

    def add():
        person = PersonFactory(establishment=world.here)
        RollLine.objects.create(roll=roll, kind="missing", person=person, prison_number=person.prison_number)

    same_queries(browse(world.manager), reverse("reception:roll", args=[roll.pk]), add_row=add)
