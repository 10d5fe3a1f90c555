"""A list of people who arrive together: rows of a CSV as particulars of people. Nothing is saved here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.csv_input import Row, read_csv
from justice_portal.estate.models import Cell, Establishment
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from justice_portal.people.names import plain_name
from justice_portal.people.reception.intake import ON_ARRIVAL, Particulars, cannot_be_received, has_died

REQUIRED = ("prison_number", "given_name", "family_name", "born_on")
OPTIONAL = (
    "preferred_name", "status", "cell", "language", "wants_welsh", "reading", "release_on", "release_source",
)  # fmt: skip
NUMBER = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
YES_NO = {"yes": True, "no": False, "": False}
#: More than a prison receives in a month.
MOST = 500


@dataclass(frozen=True)
class Arriving:
    """One row: who it is, and whether the record has them new, known and elsewhere, or here already."""

    row: Row
    who: Particulars
    cell: Cell | None
    kind: str
    key: UUID

    def as_json(self) -> dict[str, object]:
        return {"number": self.row.number, "cells": dict(self.row.cells), "kind": self.kind, "key": str(self.key)}


def read_arrivals(data: bytes, establishment: Establishment) -> list[Arriving]:
    """Everybody on the list. Raises BadFileError naming every bad row and column, and everybody who cannot come in."""
    named = {found.upper() for found in re.findall(r"[A-Za-z][0-9]{4}[A-Za-z]{2}", data.decode("utf-8", "replace"))}
    desk = Desk(establishment, named)
    return read_csv(
        data, columns=REQUIRED, optional=OPTIONAL, each=desk.read, unique=("prison_number",), mark_ok=True, most=MOST
    )


class Desk:
    """What a prison's reception knows when it reads a row: its cells, and the record of the numbers named."""

    def __init__(self, establishment: Establishment, numbers: set[str]) -> None:
        self.establishment = establishment
        self.cells = cells_of(establishment)
        known = Person.objects.filter(prison_number__in=numbers)
        self.known: Mapping[str | None, Person] = {person.prison_number: person for person in known}

    def read(self, row: Row, key: UUID | None = None) -> Arriving:
        who = _particulars(row)
        cell = self.cells.get(row["cell"].upper())
        if row["cell"] and cell is None:
            row.bad("cell", _("is not a cell of this prison."))
        kind = "new"
        if person := self.known.get(who.prison_number):
            kind = self._kind_of(person, who, row)
        return Arriving(row, who, cell, kind, key or uuid7())

    def _kind_of(self, person: Person, who: Particulars, row: Row) -> str:
        same = person.born_on == who.born_on and plain_name(person.family_name) == plain_name(who.family_name)
        if same and person.place == Person.Place.PRISON and person.establishment_id == self.establishment.pk:
            return "here"
        if not same or person.place == Person.Place.PRISON or has_died(person):
            row.bad("prison_number", str(cannot_be_received()))
        return "known"


def cells_of(establishment: Establishment) -> dict[str, Cell]:
    """The cells of a prison by code, with their wings."""
    return {cell.code: cell for cell in Cell.objects.filter(wing__establishment=establishment).select_related("wing")}


def _particulars(row: Row) -> Particulars:
    number = row["prison_number"].upper()
    if not NUMBER.fullmatch(number):
        row.bad("prison_number", _("must be like A1234BC."))
    status = row["status"].lower() or Person.Status.UNSENTENCED
    if status not in ON_ARRIVAL:
        row.bad("status", _("must be unsentenced, sentenced or recalled."))
    reading = row["reading"].lower() or Person.Reading.PLAIN
    if reading not in Person.Reading.values:
        row.bad("reading", _("must be reads, plain, listen or help."))
    if row["wants_welsh"].lower() not in YES_NO:
        row.bad("wants_welsh", _("must be yes or no."))
    return Particulars(
        prison_number=number,
        given_name=_name(row, "given_name", required=True),
        family_name=_name(row, "family_name", required=True),
        preferred_name=_name(row, "preferred_name"),
        born_on=_birthday(row),
        status=status,
        language=row.text("language", most=20) or "English",
        wants_welsh=YES_NO.get(row["wants_welsh"].lower(), False),
        reading=reading,
        release_on=_release(row),
        release_source=row.text("release_source", most=60),
    )


def _name(row: Row, column: str, *, required: bool = False) -> str:
    name = row.text(column, most=80, required=required)
    if name and not name[0].isalpha():
        row.bad(column, _("must begin with a letter."))
    return name


def _birthday(row: Row) -> date:
    born_on = row.day("born_on", required=True, slashes=True)
    today = clock.today()
    if born_on and not today.year - 110 < born_on.year < today.year - 9:
        row.bad("born_on", _("is not the birthday of someone in prison."))
    return born_on or today


def _release(row: Row) -> date | None:
    release_on = row.day("release_on", slashes=True)
    if release_on and release_on < clock.today():
        row.bad("release_on", _("must be today or later."))
    return release_on
