"""Tables as CSV: row by row, exactly what the page shows, and nothing that a spreadsheet would run (T65)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.downloads import as_download
from justice_portal.errors import DomainError

#: What makes a spreadsheet read a cell as a formula, and the full-width forms that it takes for the same.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
#: Spreadsheets skip these before they look: a blank or an invisible character hides nothing.
SKIPPED = " \u00a0\u200b\u200c\u200d\u2060\ufeff\v\f"
#: So many rows are sent at a time.
CHUNK = 200
Cell = str | int | float | Decimal | date | datetime | bool | None


def csv_response(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    count: int = 0,
    limit: int | None = None,
    mark: str = "",
) -> StreamingHttpResponse:
    """Send rows as they come: memory does not grow with them, so give a generator over queryset.iterator().

    title: for the file's name; no names of people. count and limit: how many there will be, and the most that this
    reader may take away. Raises DomainError when there are more, before anything is sent.
    mark: the last line, who took it and for whom (T108). The caller records who got what.
    """
    if limit is not None and count > limit:
        message = _("This list has %(count)s rows. You can take away at most %(limit)s.")
        raise DomainError(message % {"count": count, "limit": limit})
    lines = chain(rows, [(mark,)]) if mark else rows
    response = StreamingHttpResponse(_chunks(head, lines), content_type="text/csv; charset=utf-8")
    return as_download(response, title=f"{title} {clock.today():%Y-%m-%d}", suffix=".csv")


class _Lines(list[str]):
    """What csv.writer writes to."""

    def write(self, line: str) -> None:
        self.append(line)

    def drain(self) -> bytes:
        text = "".join(self)
        self.clear()
        return text.encode()


def _chunks(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    lines = _Lines()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    yield b"\xef\xbb\xbf"  # without this mark Excel reads Welsh as something else
    writer.writerow([as_cell(title) for title in head])
    for number, row in enumerate(rows, start=1):
        writer.writerow([as_cell(value) for value in row])
        if number % CHUNK == 0:
            yield lines.drain()
    yield lines.drain()


def as_cell(value: Cell) -> str:
    """The value as text. Words that would start a formula get an apostrophe before them; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, datetime):
        local = value.astimezone(clock.LONDON) if value.tzinfo else value
        return f"{local:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(SKIPPED).startswith(STARTS_A_FORMULA) else text
