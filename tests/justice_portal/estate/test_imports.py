"""The national lists, read through the commands."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from justice_portal.audit.models import AuditEvent
from justice_portal.estate.models import Address, DeliveryUnit, Establishment, Region
from justice_portal.estate.reference import DATA
from tests.factories import DeliveryUnitFactory, EstablishmentFactory, PersonFactory

pytestmark = pytest.mark.django_db
PRISONS = (DATA / "prisons.csv").read_text()
ADDRESSES = (DATA / "prison_addresses.csv").read_text()
UNITS = (DATA / "probation_regions_pdus.csv").read_text()


def edited(text, change):
    """The CSV after change(rows), where rows are dicts."""
    rows = list(csv.DictReader(io.StringIO(text)))
    rows = change(rows) or rows
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def run(tmp_path):
    """run(command, text or bytes, addresses=…) is what the command printed."""

    def go(command, content, *, addresses=None):
        path, options = tmp_path / "list.csv", {}
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if addresses is not None:
            options["addresses"] = tmp_path / "addresses.csv"
            options["addresses"].write_text(addresses)
        out = io.StringIO()
        call_command(command, str(path), stdout=out, **options)
        return out.getvalue()

    return go


def prison(code):
    return Establishment.objects.get(code=code)


def snapshot():
    return [list(model.objects.order_by("pk").values()) for model in (Establishment, Address, Region, DeliveryUnit)]


def test_the_register_comes_in_whole_and_twice_is_once(run):
    printed = run("import_establishments", PRISONS, addresses=ADDRESSES)
    assert "Prisons: 173 added, 0 changed, 0 closed, 0 unchanged" in printed
    assert "Addresses: 128 added, 0 changed, 0 closed, 0 unchanged" in printed
    before = snapshot()
    printed = run("import_establishments", PRISONS, addresses=ADDRESSES)
    assert "Prisons: 0 added, 0 changed, 0 closed, 173 unchanged" in printed
    assert "Addresses: 0 added, 0 changed, 0 closed, 128 unchanged" in printed
    assert snapshot() == before
    assert AuditEvent.objects.filter(event="estate.register_imported").count() == 2


def test_the_register_is_read_as_it_means(run):
    run("import_establishments", PRISONS, addresses=ADDRESSES)
    assert Establishment.objects.open().count() == 125
    assert prison("BWI").name_welsh == "Carchar y Berwyn"
    assert prison("FYI").types == ["YCS"]  # the file says YCS|YCS
    assert prison("BAI").categories == ["A", "B"]
    assert (prison("WYI").holds_men, prison("WYI").holds_women) == (True, True)
    assert prison("ZZGHI").operators == []
    assert prison("STC3").types == ["STC"]
    assert prison("ALI").is_open is False
    assert prison("HDI").addresses.count() == 2
    assert prison("BWI").addresses.get().town_welsh == "Wrecsam"


def test_addresses_are_left_alone_when_they_are_not_given(run):
    run("import_establishments", PRISONS, addresses=ADDRESSES)
    assert "Addresses" not in run("import_establishments", PRISONS)
    assert Address.objects.count() == 128


def test_changes_closings_and_reopenings_are_counted_and_made(run):
    run("import_establishments", PRISONS, addresses=ADDRESSES)

    def change(rows):
        for row in rows:
            if row["prison_id"] == "MDI":
                row["name"] = "Moorland South (HMP)"
            if row["prison_id"] == "LEI":
                row["active"] = "f"
            if row["prison_id"] == "OXI":
                row["active"] = "t"
        return [row for row in rows if row["prison_id"] not in {"GHI", "ALI"}]

    kept = edited(PRISONS, change)
    printed = run("import_establishments", kept)
    assert "0 added, 2 changed, 2 closed, 169 unchanged" in printed
    assert "closed: GHI" in printed
    assert "closed: LEI" in printed
    assert prison("MDI").name == "Moorland South (HMP)"
    assert prison("GHI").is_open is False
    assert prison("OXI").is_open is True
    assert "0 added, 0 changed, 0 closed, 173 unchanged" in run("import_establishments", kept)


def test_a_prison_that_is_not_of_the_register_is_not_closed_by_it(run):
    ours = EstablishmentFactory(code="ZDA")
    run("import_establishments", PRISONS)
    ours.refresh_from_db()
    assert ours.is_open


def test_a_closed_prison_keeps_its_people(run):
    run("import_establishments", PRISONS)
    person = PersonFactory(establishment=prison("GHI"))
    run("import_establishments", edited(PRISONS, lambda rows: [row for row in rows if row["prison_id"] != "GHI"]))
    person.refresh_from_db()
    assert person.establishment.is_open is False


def test_addresses_change_and_go(run):
    run("import_establishments", PRISONS, addresses=ADDRESSES)

    def change(rows):
        rows[0]["town"] = "Fazakerley"
        return rows[:-1]

    printed = run("import_establishments", PRISONS, addresses=edited(ADDRESSES, change))
    assert "Addresses: 0 added, 1 changed, 1 closed, 126 unchanged" in printed


def set_cell(row, **cells):
    return lambda rows: rows[row].update(cells)


def bad_letters(rows):
    rows[0]["active"], rows[1]["male"], rows[2]["lthse"] = "true", "", "T"


BAD_PRISONS = {
    "code": (set_cell(3, prison_id="mdi"), ["Row 5, prison_id"]),
    "repeated code": (set_cell(4, prison_id="ACI"), ["Row 6, prison_id: is the same as in row 2"]),
    "no name": (set_cell(5, name="  "), ["Row 7, name: is empty"]),
    "long name": (set_cell(5, name="x" * 121), ["Row 7, name: is longer"]),
    "true and false": (
        bad_letters,
        ["Row 2, active: must be t or f", "Row 3, male: must be t or f", "Row 4, lthse: must be t or f"],
    ),
    "practice": (set_cell(0, gp_practice_code="5527"), ["Row 2, gp_practice_code"]),
    "type": (set_cell(0, types="HMP|ZOO"), ["Row 2, types", "ZOO"]),
    "empty member": (set_cell(0, categories="B||C"), ["Row 2, categories"]),
    "category": (set_cell(0, categories="b"), ["Row 2, categories"]),
    "hidden letters": (set_cell(0, name="Alt\u202ecourse"), ["Row 2, name", "U+202E"]),
    "very long cell": (set_cell(0, operators="x" * 5000), ["Row 2, operators"]),
    "escape": (set_cell(0, name="\x1b[31mred"), ["Row 2, name", "U+001B"]),
}


@pytest.mark.parametrize("name", BAD_PRISONS)
def test_one_bad_row_refuses_the_file_and_names_every_fault(run, name):
    change, wanted = BAD_PRISONS[name]
    run("import_establishments", PRISONS, addresses=ADDRESSES)
    before = snapshot()
    with pytest.raises(CommandError) as caught:
        run("import_establishments", edited(PRISONS, change))
    for words in wanted:
        assert words in str(caught.value)
    assert "Nothing was imported" in str(caught.value)
    assert snapshot() == before


def columns(change):
    lines = list(csv.reader(io.StringIO(PRISONS)))
    out = io.StringIO()
    csv.writer(out).writerows([change(list(line)) for line in lines])
    return out.getvalue()


BAD_FILES = {
    "empty": (b"", "empty"),
    "blank lines": (b"\n\n \n", "empty"),
    "column names alone": (PRISONS.splitlines()[0].encode(), "no rows"),
    "byte order mark": (b"\xef\xbb\xbf" + PRISONS.encode(), "byte order mark"),
    "UTF-16": (PRISONS.encode("utf-16"), "not UTF-8"),
    "Windows letters": (PRISONS.replace("Carchar", "Câr").encode("cp1252"), "Row 23: is not UTF-8"),
    "NUL": (PRISONS.replace("Altcourse", "Alt\0course").encode(), "NUL"),
    "missing column": (columns(lambda line: line[:-1]), "Row 1, operators: this column is missing"),
    "extra column": (columns(lambda line: [*line, "x"]), "Row 1, x: this column is not known"),
    "renamed column": (PRISONS.replace("prison_id", "code", 1), "Row 1, code: this column is not known"),
    "column twice": (columns(lambda line: [*line, line[1]]), "Row 1, name: this column is there twice"),
    "semicolons": (PRISONS.replace(",", ";"), "commas"),
    "short row": (PRISONS + "QQI,Short\n", "Row 175: has 2 cells, but there are 12 columns"),
    "open quotation mark": (PRISONS + 'QQI,"Open', "quotation"),
    "another file": (UNITS, "prison_id: this column is missing"),
    "too many rows": (PRISONS + "QQI,x,,t,t,f,t,f,,,,\n" * 20_001, "more than 20000 rows"),
    "too large": (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    "binary": (bytes(range(1, 256)), "not UTF-8"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_not_the_register_is_refused_plainly(run, name):
    content, words = BAD_FILES[name]
    with pytest.raises(CommandError, match=words):
        run("import_establishments", content)
    assert not Establishment.objects.exists()
    assert not AuditEvent.objects.exists()


def test_every_bad_row_is_named_whatever_is_wrong_with_it(run):
    text = edited(PRISONS, set_cell(0, active="?")) + "QQI,Short\n"
    with pytest.raises(CommandError) as caught:
        run("import_establishments", text)
    assert "Row 2, active" in str(caught.value)
    assert "Row 175" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (set_cell(0, prison_id="QQQ"), "Row 2, prison_id: is not a prison of the register"),
        (set_cell(0, id="x1"), "Row 2, id: must be a whole number"),
        (set_cell(1, id="1"), "Row 3, id: is the same as in row 2"),
        (set_cell(0, postcode="nowhere"), "Row 2, postcode"),
        (set_cell(0, id="9" * 30), "Row 2, id"),
    ],
)
def test_a_bad_address_refuses_both_files(run, change, words):
    with pytest.raises(CommandError, match=words):
        run("import_establishments", PRISONS, addresses=edited(ADDRESSES, change))
    assert not Establishment.objects.exists()


def test_a_file_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="could not be read"):
        call_command("import_establishments", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="could not be read"):
        call_command("import_probation", str(tmp_path))


def test_probation_comes_in_whole_and_twice_is_once(run):
    assert "Delivery units: 110 added, 0 changed, 0 closed, 0 unchanged" in run("import_probation", UNITS)
    assert Region.objects.count() == 12
    assert "Delivery units: 0 added, 0 changed, 0 closed, 110 unchanged" in run("import_probation", UNITS)


def test_a_unit_that_is_gone_is_closed_and_may_come_back(run):
    ours = DeliveryUnitFactory(name="Our own")
    run("import_probation", UNITS)
    without = edited(UNITS, lambda rows: [row for row in rows if row["probation_delivery_unit"] != "Derby City"])
    printed = run("import_probation", without)
    assert "0 added, 0 changed, 1 closed, 109 unchanged" in printed
    assert "closed: East Midlands: Derby City" in printed
    assert DeliveryUnit.objects.get(name="Derby City").is_open is False
    assert "0 added, 1 changed, 0 closed, 109 unchanged" in run("import_probation", UNITS)
    ours.refresh_from_db()
    assert ours.is_open


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (set_cell(0, region=""), "Row 2, region: is empty"),
        (set_cell(1, probation_delivery_unit="Derby City"), "Row 3, probation_delivery_unit: is the same as in row 2"),
        (set_cell(0, probation_delivery_unit="x" * 200), "Row 2, probation_delivery_unit: is longer"),
    ],
)
def test_a_bad_row_of_probation_refuses_the_file(run, change, words):
    with pytest.raises(CommandError, match=words):
        run("import_probation", edited(UNITS, change))
    assert not Region.objects.exists()
    assert not DeliveryUnit.objects.exists()


def test_a_fresh_machine_has_the_lists():
    out = io.StringIO()
    call_command("load_reference", stdout=out)
    assert "Prisons: 173 added" in out.getvalue()
    assert "Delivery units: 110 added" in out.getvalue()
    assert "Kinds of alert: 213 added" in out.getvalue()
    out = io.StringIO()
    call_command("load_reference", stdout=out)
    assert out.getvalue().count(" 0 added, 0 changed, 0 closed") == 4
