"""Reading a CSV that someone sent: strictly, with a name for every bad row and column, and never half of it."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from justice_portal.errors import DomainError
from justice_portal.plain_text import first_hidden

T = TypeVar("T")

#: Enough for every real file (the prison register is 9 kB) and small enough to read at once.
LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_CELL = 1_000
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
BRITISH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
UTF_8_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: row counts from 1, which is the row of column names."""

    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.row and self.column:
            return _("Row %(row)s, %(column)s: %(message)s") % vars(self)
        if self.row:
            return _("Row %(row)s: %(message)s") % vars(self)
        return self.message


class BadFileError(DomainError):
    """A file that was refused, whole. `problems` says every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Row:
    """One row: its cells by column name, without spaces at either end. `bad()` notes what is wrong with a cell."""

    number: int
    cells: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def bad(self, column: str, message: str) -> None:
        self.problems.append(Problem(message, self.number, column))

    def text(self, column: str, *, most: int, required: bool = False) -> str:
        value = self[column]
        if required and not value:
            self.bad(column, _("is empty."))
        if len(value) > most:
            self.bad(
                column,
                ngettext("is longer than %(most)s letter.", "is longer than %(most)s letters.", most) % {"most": most},
            )
        return value

    def day(self, column: str, *, required: bool = False, slashes: bool = False) -> date | None:
        """A date like 2026-11-24; slashes: or 24/11/2026, which is what a spreadsheet makes of it."""
        value = self.text(column, most=10, required=required)
        if not value:
            return None
        if found := ISO_DAY.fullmatch(value):
            parts = [int(part) for part in found.groups()]
        elif slashes and (found := BRITISH_DAY.fullmatch(value)):
            parts = [int(part) for part in reversed(found.groups())]
        else:
            self.bad(column, _("must be a date like 2026-11-24."))
            return None
        try:
            return date(*parts)
        except ValueError:
            self.bad(column, _("is not a day of the calendar."))
            return None


def read_path(path: Path, *, most_bytes: int = LARGEST_FILE) -> bytes:
    """The bytes of a file on this machine; refuses what is no file or too large, before reading it."""
    try:
        if path.stat().st_size > most_bytes:
            raise BadFileError([_too_large(most_bytes)])
        return path.read_bytes()
    except OSError as error:
        raise BadFileError([Problem(_("The file could not be read: %(why)s.") % {"why": error.strerror})]) from None


def read_csv(
    data: bytes,
    *,
    columns: Iterable[str],
    each: Callable[[Row], T],
    unique: tuple[str, ...] = (),
    optional: Iterable[str] = (),
    mark_ok: bool = False,
    most: int = MOST_ROWS,
) -> list[T]:
    """What `each` makes of every row of a comma-separated UTF-8 text with exactly these columns, in any order.

    each: turns a row into a fact, and calls row.bad() for what is wrong with it.
    unique: columns whose cells together may stand in one row only, whatever the case of letters.
    mark_ok: spreadsheets put a byte order mark before UTF-8; uploads by staff may have it, feeds may not.
    Raises BadFileError with every bad row and column.
    """
    lines = _parse(_decode(data, mark_ok))
    if not lines:
        raise BadFileError([Problem(_("The file is empty."))])
    names = [name.strip() for name in lines[0][1]]
    if problems := list(_header_problems(names, list(columns), list(optional))):
        raise BadFileError(problems)
    if len(lines) - 1 > most:
        raise BadFileError([Problem(_("The file has more than %(most)s rows.") % {"most": most})])
    if len(lines) == 1:
        raise BadFileError([Problem(_("The file has column names but no rows."))])
    rows, problems = _rows(lines[1:], names)
    _no_repeats(rows, unique)
    facts = [each(row) for row in rows]
    problems += [problem for row in rows for problem in row.problems]
    if problems:
        raise BadFileError(sorted(problems, key=lambda problem: problem.row or 0))
    return facts


def _rows(lines: list[tuple[int, list[str]]], names: list[str]) -> tuple[list[Row], list[Problem]]:
    rows, problems = [], []
    for number, cells in lines:
        if len(cells) != len(names):
            message = _("has %(found)s cells, but there are %(wanted)s columns.")
            problems.append(Problem(message % {"found": len(cells), "wanted": len(names)}, number))
            continue
        row = Row(number, dict(zip(names, (cell.strip() for cell in cells), strict=True)))
        _check_letters(row)
        rows.append(row)
    return rows, problems


def _no_repeats(rows: list[Row], columns: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[column].casefold() for column in columns)
        if not any(key):
            continue
        if key in seen:
            row.bad(columns[-1], _("is the same as in row %(row)s.") % {"row": seen[key]})
        seen.setdefault(key, row.number)


def _too_large(most_bytes: int) -> Problem:
    return Problem(_("The file is larger than %(most)s MB.") % {"most": most_bytes // (1024 * 1024)})


def _decode(data: bytes, mark_ok: bool) -> str:
    if len(data) > LARGEST_FILE:
        raise BadFileError([_too_large(LARGEST_FILE)])
    if data.startswith(OTHER_MARKS):
        raise BadFileError([Problem(_("The file is not UTF-8 text. Save it as CSV UTF-8."))])
    if data.startswith(UTF_8_MARK):
        if not mark_ok:
            raise BadFileError([Problem(_("The file begins with a byte order mark. Save it as UTF-8 without one."))])
        data = data.removeprefix(UTF_8_MARK)
    if b"\0" in data:
        raise BadFileError([Problem(_("The file has a NUL byte in it, so it is not text."))])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("is not UTF-8 text. Save the file as CSV UTF-8.")
        raise BadFileError([Problem(message, line)]) from None


def _parse(text: str) -> list[tuple[int, list[str]]]:
    """(row number, cells) of each line that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                lines.append((number, cells))
    except csv.Error:
        raise BadFileError([Problem(_("has quotation marks that do not match."), number + 1)]) from None
    return lines


def _header_problems(names: list[str], columns: list[str], optional: list[str]) -> Iterable[Problem]:
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        yield Problem(_("The columns must stand apart by commas."), 1)
        return
    for name in columns:
        if name not in names:
            yield Problem(_("this column is missing."), 1, name)
    for name in dict.fromkeys(names):
        shown = name or _("a column without a name")
        if name not in columns and name not in optional:
            yield Problem(_("this column is not known."), 1, _shown(shown))
        elif names.count(name) > 1:
            yield Problem(_("this column is there twice."), 1, shown)


def _shown(name: str) -> str:
    """A column name that someone else chose, safe to show."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:40])


def _check_letters(row: Row) -> None:
    for column, value in row.cells.items():
        if len(value) > LONGEST_CELL:
            row.bad(column, _("is too long."))
            continue
        at = value.find("\n") if "\n" in value else first_hidden(value)
        if at is not None:
            code = f"U+{ord(value[at]):04X}"
            row.bad(column, _("has a character that cannot be seen (%(code)s).") % {"code": code})
