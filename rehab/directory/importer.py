"""A list of services, read from CSV: whole, or refused with the reason for each row."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import ValidationError
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.csv_input import Row, read_csv
from rehab.appointments.place_actions import Hours
from rehab.care.pathways import Pathway
from rehab.directory.hours import read_week

REQUIRED = (
    "name", "what", "needs", "area", "address", "postcode", "phone", "opening_times", "languages", "access",
)  # fmt: skip
OPTIONAL = ("key", "name_welsh", "what_welsh", "access_welsh", "checked")
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
PHONE = re.compile(r"\+?[0-9][0-9 ]{1,18}")
MOST = 5_000


@dataclass(frozen=True)
class Fact:
    """One row: which service it is, what is true of its place and of itself."""

    row: int
    key: str
    place: dict[str, Any]
    service: dict[str, Any]
    hours: Hours
    checked_on: date | None


def read_services(data: bytes) -> list[Fact]:
    """Raises BadFileError."""
    return read_csv(
        data, columns=REQUIRED, optional=OPTIONAL, each=_fact, unique=("name", "postcode"), mark_ok=True, most=MOST
    )


def _fact(row: Row) -> Fact:
    place = {
        "name": row.text("name", most=120, required=True),
        "address": row.text("address", most=200),
        "postcode": _postcode(row),
        "phone": _phone(row),
    }
    if bool(place["address"]) != bool(row["postcode"]):
        row.bad("postcode", _("and address go together. Leave both empty for a phone line."))
    if not place["address"] and not place["phone"]:
        row.bad("phone", _("is empty, and so is the address. Nobody could get there."))
    service = {
        "what": row.text("what", most=300, required=True),
        "needs": _needs(row),
        "area": row.text("area", most=120, required=True),
        "languages": row.text("languages", most=120),
        "access": row.text("access", most=300),
    }
    place |= _if_told(row, "name_welsh", 120)
    service |= _if_told(row, "what_welsh", 300) | _if_told(row, "access_welsh", 300)
    return Fact(row.number, row.text("key", most=40), place, service, _hours(row), _checked(row))


def _if_told(row: Row, column: str, most: int) -> dict[str, str]:
    """A column that the file leaves out leaves alone what staff wrote."""
    return {column: row.text(column, most=most)} if column in row.cells else {}


def _postcode(row: Row) -> str:
    value = row["postcode"].upper()
    if not value:
        return ""
    found = POSTCODE.fullmatch(value)
    if found is None:
        row.bad("postcode", _("must be like HR1 2AB."))
        return ""
    return f"{found[1]} {found[2]}"


def _phone(row: Row) -> str:
    value = row.text("phone", most=20)
    if value and not PHONE.fullmatch(value):
        row.bad("phone", _("must be a phone number, like 01632 960001."))
    return value


def _needs(row: Row) -> list[str]:
    codes = [one.strip().casefold() for one in row["needs"].split(";") if one.strip()]
    if not codes or set(codes) - set(Pathway.values):
        row.bad("needs", _("must be some of: %(needs)s; more than one with ; between.") % {"needs": _pathways()})
    return [pathway.value for pathway in Pathway if pathway in codes]


def _pathways() -> str:
    return ", ".join(Pathway.values)


def _hours(row: Row) -> Hours:
    try:
        return read_week(row["opening_times"])
    except ValidationError as error:
        row.bad("opening_times", error.messages[0])
        return {}


def _checked(row: Row) -> date | None:
    day = row.day("checked", slashes=True)
    if day and day > clock.today():
        row.bad("checked", _("is in the future."))
    return day
