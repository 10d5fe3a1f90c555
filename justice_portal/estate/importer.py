"""The national lists, as rows of ours: the prison register with its addresses, and probation's delivery units.

Data in, facts out: nothing is saved here.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from justice_portal.csv_input import Row, read_csv

PRISON_COLUMNS = (
    "prison_id", "name", "name_welsh", "active", "male", "female", "contracted", "lthse", "gp_practice_code", "types",
    "categories", "operators",
)  # fmt: skip
ADDRESS_COLUMNS = (
    "id", "prison_id", "address_line1", "address_line2", "town", "county", "postcode", "country",
    "address_line1_in_welsh", "address_line2_in_welsh", "town_in_welsh", "county_in_welsh", "country_in_welsh",
)  # fmt: skip
UNIT_COLUMNS = ("region", "probation_delivery_unit")

CODE = re.compile(r"[A-Z][A-Z0-9]{2,5}")
GP_PRACTICE = re.compile(r"[A-Z][0-9]{5}")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
CATEGORY = re.compile(r"[A-Z]")
#: Prison, immigration removal centre, secure training centre, youth custody service, young offender institution.
TYPES = {"HMP", "IRC", "STC", "YCS", "YOI"}


@dataclass(frozen=True)
class PrisonFacts:
    """One prison of the register, with the names of Establishment's fields."""

    code: str
    name: str
    name_welsh: str
    is_open: bool
    holds_men: bool
    holds_women: bool
    is_contracted: bool
    is_long_term: bool
    gp_practice_code: str
    types: list[str]
    categories: list[str]
    operators: list[str]


@dataclass(frozen=True)
class AddressFacts:
    """One address of the register, with the names of Address's fields, and the code of its prison."""

    prison: str
    register_id: int
    line_1: str
    line_2: str
    town: str
    county: str
    postcode: str
    country: str
    line_1_welsh: str
    line_2_welsh: str
    town_welsh: str
    county_welsh: str
    country_welsh: str


@dataclass(frozen=True)
class UnitFacts:
    """One delivery unit and its region."""

    region: str
    name: str


def read_prisons(data: bytes) -> list[PrisonFacts]:
    """The prisons of the register; raises BadFileError naming every bad row and column."""
    return read_csv(data, columns=PRISON_COLUMNS, each=_prison, unique=("prison_id",))


def read_addresses(data: bytes, *, prisons: set[str]) -> list[AddressFacts]:
    """The addresses of the register; a prison may have more than one. prisons: the codes that may be named."""
    return read_csv(data, columns=ADDRESS_COLUMNS, each=lambda row: _address(row, prisons), unique=("id",))


def read_units(data: bytes) -> list[UnitFacts]:
    """The delivery units of probation's regions."""
    return read_csv(data, columns=UNIT_COLUMNS, each=_unit, unique=UNIT_COLUMNS)


def _prison(row: Row) -> PrisonFacts:
    if not CODE.fullmatch(row["prison_id"]):
        row.bad("prison_id", _("must be 3 to 6 capital letters or figures, like MDI."))
    if row["gp_practice_code"] and not GP_PRACTICE.fullmatch(row["gp_practice_code"]):
        row.bad("gp_practice_code", _("must be a letter and 5 figures, like Y05537."))
    types, categories = _set(row, "types"), _set(row, "categories")
    if unknown := sorted(set(types) - TYPES):
        row.bad("types", _("names a type that is not known: %(type)s.") % {"type": unknown[0][:20]})
    if any(not CATEGORY.fullmatch(category) for category in categories):
        row.bad("categories", _("must be single capital letters, like B|C."))
    return PrisonFacts(
        code=row["prison_id"],
        name=row.text("name", most=120, required=True),
        name_welsh=row.text("name_welsh", most=120),
        is_open=_yes(row, "active"),
        holds_men=_yes(row, "male"),
        holds_women=_yes(row, "female"),
        is_contracted=_yes(row, "contracted"),
        is_long_term=_yes(row, "lthse"),
        gp_practice_code=row["gp_practice_code"],
        types=types,
        categories=categories,
        operators=_set(row, "operators", most=60),
    )


def _address(row: Row, prisons: set[str]) -> AddressFacts:
    number = row["id"]
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        row.bad("id", _("must be a whole number."))
        number = "0"
    if row["prison_id"] not in prisons:
        row.bad("prison_id", _("is not a prison of the register."))
    if row["postcode"] and not POSTCODE.fullmatch(row["postcode"]):
        row.bad("postcode", _("must be a postcode, like DN7 6BW."))
    return AddressFacts(
        prison=row["prison_id"],
        register_id=int(number),
        line_1=row.text("address_line1", most=120),
        line_2=row.text("address_line2", most=120),
        town=row.text("town", most=80),
        county=row.text("county", most=80),
        postcode=row["postcode"],
        country=row.text("country", most=40),
        line_1_welsh=row.text("address_line1_in_welsh", most=120),
        line_2_welsh=row.text("address_line2_in_welsh", most=120),
        town_welsh=row.text("town_in_welsh", most=80),
        county_welsh=row.text("county_in_welsh", most=80),
        country_welsh=row.text("country_in_welsh", most=40),
    )


def _unit(row: Row) -> UnitFacts:
    return UnitFacts(
        region=row.text("region", most=80, required=True),
        name=row.text("probation_delivery_unit", most=120, required=True),
    )


def _yes(row: Row, column: str) -> bool:
    if row[column] not in {"t", "f"}:
        row.bad(column, _("must be t or f."))
    return row[column] == "t"


def _set(row: Row, column: str, *, most: int = 20) -> list[str]:
    """The members of a cell like HMP|YOI, each once and in order. The register's own export repeats some."""
    if not row[column]:
        return []
    members = [member.strip() for member in row[column].split("|")]
    if any(not member or len(member) > most for member in members):
        row.bad(column, _("must be names with | between them."))
    return sorted(set(members))
