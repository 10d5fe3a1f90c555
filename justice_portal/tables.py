"""Tables that are cheap to draw: three template tags a cell cost 0.15 ms, and the class report has thousands of cells.

A view gives columns and rows of plain values; the body is one string, every value escaped here. What a cell may hold:
text, numbers, dates, moments, yes or no, None (said as not known), `Link`, `Status`, or a SafeString made by
`format_html`. Sorting stands in the address: `?sort=name` or `?sort=-name`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from html import escape
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from justice_portal.clock import LONDON
from justice_portal.templatetags.look import drawing, sprite

SORT = "sort"
PAGE = "page"


class Link(NamedTuple):
    """A cell that leads somewhere. `about` is read out after the text, for links that say the same."""

    href: str
    text: Any
    about: str = ""


class Status(NamedTuple):
    """A state in words with its icon; kinds as in components/status.html."""

    kind: str
    text: Any


STATUS_ICONS = {"good": "check", "wait": "waiting", "bad": "stop", "info": "info"}


@dataclass(frozen=True)
class Column:
    """One column. `sort` is its word in the address; `order` the fields that sort it, in ascending order."""

    label: Any
    sort: str = ""
    order: tuple[str, ...] = ()
    numeric: bool = False
    heads_row: bool = False  # the cell that names the row


@dataclass(frozen=True)
class Heading:
    """A column's heading as the template shows it."""

    label: Any
    href: str
    direction: str  # "ascending", "descending" or ""
    numeric: bool

    @property
    def icon(self) -> str:
        return {"ascending": "up", "descending": "down"}.get(self.direction, "sort")


@dataclass
class Table:
    """What components/table.html shows. query: request.GET, for the links that sort."""

    caption: Any
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    query: QueryDict | None = None
    sort: str = ""
    totals: Sequence[Any] = ()  # one last row that stays in sight

    @cached_property
    def body(self) -> SafeString:
        return body(self.columns, self.rows)

    @property
    def foot(self) -> SafeString:
        return body(self.columns, [self.totals]) if self.totals else mark_safe("")

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column) -> Heading:
        if not column.sort or self.query is None:
            return Heading(column.label, "", "", column.numeric)
        direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(self.sort, "")
        turned = f"-{column.sort}" if direction == "ascending" else column.sort
        return Heading(column.label, changed(self.query, **{SORT: turned, PAGE: None}), direction, column.numeric)


def chosen_sort(query: QueryDict, columns: Sequence[Column], default: str) -> str:
    """The sort that the address asks for, if a column offers it; else the default."""
    asked = query.get(SORT, "")
    return asked if asked.removeprefix("-") in {column.sort for column in columns if column.sort} else default


def ordering(sort: str, columns: Sequence[Column]) -> list[str]:
    """For order_by(): the fields of the chosen column, turned round for "-", and the key so that pages never overlap."""
    column = next(column for column in columns if column.sort == sort.removeprefix("-"))
    fields = column.order or (column.sort,)
    if sort.startswith("-"):
        fields = tuple(field.removeprefix("-") if field.startswith("-") else f"-{field}" for field in fields)
    return [*fields, "pk"]


def changed(query: QueryDict, **changes: Any) -> str:
    """The address of the same list with some parameters changed; None takes one away."""
    new = query.copy()
    for name, value in changes.items():
        if value is None:
            new.pop(name, None)
        else:
            new[name] = value
    return f"?{new.urlencode()}"


def body(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> SafeString:
    """The rows of a table, as `<tr>` elements: for `<tbody>`."""
    marks = [_marks(column) for column in columns]
    drawn = []
    for row in rows:
        drawn.append("<tr>")
        for (opens, closes), value in zip(marks, row, strict=True):
            drawn.append(opens)
            drawn.append(DRAWN.get(value.__class__, _other)(value))
            drawn.append(closes)
        drawn.append("</tr>\n")
    return mark_safe("".join(drawn))  # noqa: S308 - each value was escaped by its DRAWN function


def _marks(column: Column) -> tuple[str, str]:
    name, scope = ("th", ' scope="row"') if column.heads_row else ("td", "")
    figures = ' class="n"' if column.numeric else ""
    return f"<{name}{scope}{figures}>", f"</{name}>"


def text_of(value: Any) -> str:
    """What a cell says, as plain text: for a CSV of exactly what is shown."""
    if isinstance(value, Link | Status):
        return str(value.text)
    if isinstance(value, datetime):
        return value.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)


def _whole(value: int) -> str:
    return f"{value:,}"


def _fraction(value: float) -> str:
    return f"{value:,.1f}"


def _link(value: Link) -> str:
    about = f'<span class="jp-hide"> {escape(value.about)}</span>' if value.about else ""
    return f'<a href="{escape(value.href)}">{_drawn(value.text)}{about}</a>'


def _status(value: Status) -> str:
    icon = drawing(STATUS_ICONS.get(value.kind, "open"), sprite())
    return f'<strong class="jp-status jp-{escape(value.kind)}">{icon}{_drawn(value.text)}</strong>'


def _drawn(value: Any) -> str:
    return DRAWN.get(value.__class__, _other)(value)


def _unknown(_value: None) -> str:
    words = escape(_("Not known"))
    return f'<span class="jp-soft">{words}</span>'


def _yes_no(value: bool) -> str:
    return escape(_("Yes") if value else _("No"))


def _day(value: date) -> str:
    return _said_day(value, get_language() or "")


@lru_cache(maxsize=4096)
def _said_day(value: date, _language: str) -> str:
    return escape(date_format(value, "j M Y"))


def _moment(value: datetime) -> str:
    local = value.astimezone(LONDON)
    return f"{_day(local.date())} {local:%H:%M}"


def _other(value: Any) -> str:
    if isinstance(value, Promise):
        return escape(str(value))
    return conditional_escape(value)


DRAWN: dict[type, Callable[[Any], str]] = {
    str: escape,
    SafeString: str,
    int: _whole,
    float: _fraction,
    bool: _yes_no,
    type(None): _unknown,
    date: _day,
    datetime: _moment,
    Link: _link,
    Status: _status,
}
