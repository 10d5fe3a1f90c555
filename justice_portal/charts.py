"""Small charts as SVG, drawn here from plain figures: no script, no style sheet, the same picture on a page and in a PDF.

Pure functions: figures in, a Chart out. Labels stand on the marks, so that there is no legend to decode; zero is drawn
and said, and what is not known is said to be not known, never drawn as zero. Colours are attributes, for paper; the
classes let a page's style sheet override them, for the dim and high-contrast themes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Number = int | float
Figure = Number | None

WIDTH = 420
FONT = "Liberation Sans, Arial, sans-serif"
INK, BAR, SOFT, RULE = "#0b0c0c", "#0f5257", "#cfe0e0", "#6b655b"
LETTER = 8.2  # the usual width of one letter at 16 px; enough to keep labels inside the picture


@dataclass(frozen=True)
class Chart:
    """A drawing and the same figures in words."""

    title: str
    description: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    as_of: Any = None  # when the figures were true; shown under the chart


@dataclass(frozen=True)
class Series:
    """One line of a line chart."""

    name: str
    figures: Sequence[Figure]
    dashed: bool = False


def say(figure: Figure, unit: str = "") -> str:
    """A figure in words: 1,234; 12.5; 40%; Not known."""
    if figure is None:
        return _("Not known")
    number = f"{figure:,.1f}".removesuffix(".0") if isinstance(figure, float) else f"{figure:,}"
    return f"{number}{unit}" if unit in {"", "%"} else f"{number} {unit}"


def bar_chart(
    title: str,
    bars: Iterable[tuple[Any, Figure]],
    *,
    unit: str = "",
    most: Number | None = None,
    of: str = "",
    label: str = "",
    as_of: Any = None,
) -> Chart:
    """Bars that lie, each under its name with its figure at its end.

    bars: name and figure (0 or more, or None). most: the figure that a full bar stands for; by default the largest.
    unit: "%" or a word after each figure. of, label: the headings of the table's two columns.
    Raises ValueError for a figure below zero.
    """
    known = [(str(name), figure) for name, figure in bars]
    if any(figure is not None and figure < 0 for _name, figure in known):
        raise ValueError("a bar cannot be shorter than nothing")
    top = most or max((figure for _name, figure in known if figure is not None), default=0) or 1
    rows = tuple((name, say(figure, unit)) for name, figure in known)
    room = WIDTH - 12 - max((len(words) for _name, words in rows), default=0) * LETTER
    marks, height = [], 0
    for (name, figure), (_name, words) in zip(known, rows, strict=True):
        marks.append(_bar(name, figure, words, height, room * min(figure or 0, top) / top))
        height += 52
    described = "; ".join(f"{name}: {words}" for name, words in rows) or _("There is nothing to show yet.")
    svg = _svg(title, described, max(height, 24), marks)
    return Chart(title, described, svg, (of or _("What"), label or _("How many")), rows, as_of)


def _bar(name: str, figure: Figure, words: str, y: int, length: float) -> str:
    text = _text(0, y + 16, name)
    if figure is None:
        line = f'<path class="gap" d="M1 {y + 33}H60" stroke="{RULE}" stroke-width="2" stroke-dasharray="4 4"/>'
        return text + line + _text(70, y + 39, words, bold=True)
    drawn = max(length, 2)  # nothing is a thin mark, so that it is seen to be counted
    bar = f'<rect class="bar" x="0" y="{y + 23}" width="{drawn:.1f}" height="20" fill="{BAR}"/>'
    return text + bar + _text(drawn + 8, y + 39, words, bold=True)


def line_chart(
    title: str,
    labels: Sequence[Any],
    series: Sequence[Series],
    *,
    unit: str = "",
    most: Number | None = None,
    of: str = "",
    as_of: Any = None,
) -> Chart:
    """Lines over equal steps (weeks, months), each named at its end. A figure that is not known breaks its line.

    labels: the name of each step; one figure of each series for each. Raises ValueError when the numbers differ.
    """
    if any(len(line.figures) != len(labels) for line in series):
        raise ValueError("each line needs one figure for each label")
    known = [figure for line in series for figure in line.figures if figure is not None]
    plot = Plot(len(labels), most or max(known, default=0) or 1, max((len(line.name) for line in series), default=0))
    marks = [plot.ground(say(plot.top, unit), [str(label) for label in labels])]
    heights = plot.apart([plot.end_of(line) for line in series])
    for line, y in zip(series, heights, strict=True):
        marks.append(plot.line(line))
        marks.append(plot.name(line, y, unit))
    rows = tuple(
        (str(label), *(say(line.figures[place], unit) for line in series)) for place, label in enumerate(labels)
    )
    described = "; ".join(_summary(line, labels, unit) for line in series) or _("There is nothing to show yet.")
    svg = _svg(title, described, Plot.HEIGHT, marks)
    return Chart(title, described, svg, (of or _("When"), *(line.name for line in series)), rows, as_of)


def _summary(line: Series, labels: Sequence[Any], unit: str) -> str:
    first, last = say(line.figures[0], unit), say(line.figures[-1], unit)
    words = _("%(name)s: %(first)s in %(start)s, %(last)s in %(end)s")
    return words % {"name": line.name, "first": first, "start": labels[0], "last": last, "end": labels[-1]}


@dataclass(frozen=True)
class Plot:
    """Where things stand in a line chart."""

    steps: int
    top: Number
    longest_name: int

    HEIGHT = 230
    CEILING, FLOOR = 28, 190

    @property
    def right(self) -> float:
        return WIDTH - 14 - min(self.longest_name, 18) * LETTER

    def x(self, place: int) -> float:
        return 6 + (self.right - 12) * (place / (self.steps - 1) if self.steps > 1 else 1)

    def y(self, figure: Number) -> float:
        return self.FLOOR - (self.FLOOR - self.CEILING) * min(figure, self.top) / self.top

    def ground(self, top_words: str, labels: list[str]) -> str:
        """Zero, the top, and the names of the first and last step."""
        parts = [
            f'<path class="rule" d="M0 {y}H{self.right:.1f}" stroke="{RULE}" stroke-width="1"/>'
            for y in (self.CEILING, self.FLOOR)
        ]
        parts += [_text(0, self.CEILING - 8, top_words), _text(self.right + 8, self.FLOOR + 5, "0")]
        if labels:
            parts.append(_text(0, self.FLOOR + 24, labels[0]))
        if len(labels) > 1:
            parts.append(_text(self.right, self.FLOOR + 24, labels[-1], anchor="end"))
        return "".join(parts)

    def line(self, line: Series) -> str:
        dash = ' stroke-dasharray="7 5"' if line.dashed else ""
        known = [(place, figure) for place, figure in enumerate(line.figures) if figure is not None]
        path, before = "", None
        for place, figure in known:
            step = "L" if before == place - 1 and before is not None else "M"
            path += f"{step}{self.x(place):.1f} {self.y(figure):.1f}"
            before = place
        drawn = f'<path class="line" d="{path}" fill="none" stroke="{BAR}" stroke-width="2.5"{dash}/>' if path else ""
        dots = (
            f'<circle class="dot" cx="{self.x(place):.1f}" cy="{self.y(figure):.1f}" r="3.5" fill="#fff" stroke="{BAR}"'
            ' stroke-width="2"/>'
            for place, figure in known
        )
        return drawn + "".join(dots)

    def end_of(self, line: Series) -> float:
        last = next((figure for figure in reversed(line.figures) if figure is not None), 0)
        return self.y(last)

    def name(self, line: Series, y: float, unit: str) -> str:
        last = line.figures[-1] if line.figures else None
        x = self.right + 8
        return _text(x, y, line.name) + _text(x, y + 18, say(last, unit), bold=True)

    def apart(self, ends: list[float]) -> list[float]:
        """The heights of the names, in the order given: near their lines, and not on one another."""
        placed: dict[int, float] = {}
        lowest = 16.0
        for place in sorted(range(len(ends)), key=lambda place: ends[place]):
            placed[place] = max(ends[place], lowest)
            lowest = placed[place] + 40
        overflow = max(0.0, lowest - 40 - (self.HEIGHT - 60))
        return [max(16.0, placed[place] - overflow) for place in range(len(ends))]


def _text(x: float, y: float, words: str, *, bold: bool = False, anchor: str = "") -> str:
    weight = ' font-weight="700"' if bold else ""
    end = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="ink" x="{x:.1f}" y="{y:.1f}" fill="{INK}"{weight}{end}>{escape(words)}</text>'


def _svg(title: str, description: str, height: int, marks: list[str]) -> SafeString:
    said = escape(f"{title}. {description}")
    return mark_safe(  # noqa: S308 - every word in it was escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="jp-chart" role="img" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" font-family="{FONT}" font-size="16" aria-label="{said}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(marks)}</svg>"
    )
