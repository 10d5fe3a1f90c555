"""Pictures of a licence as SVG from stored figures: the map of an area, and the hours of a week. Nothing from outside."""

from collections.abc import Iterable, Sequence
from datetime import time
from math import cos, radians
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from rehab.licence.facts import clock_words
from rehab.licence.shapes import Point, features

WIDTH, HEIGHT, EDGE = 640, 460, 46
METRES_A_DEGREE = 111_320
#: Round lengths for the scale, in metres, and how they are written.
SCALES = ((100, "100 m"), (200, "200 m"), (500, "500 m"), (1000, "1 km"), (2000, "2 km"), (5000, "5 km"),
          (10_000, "10 km"), (20_000, "20 km"), (50_000, "50 km"))  # fmt: skip
LETTER = 15


class Paper:
    """From degrees to places on the picture: all shapes fit, north is up."""

    def __init__(self, points: Sequence[Point]) -> None:
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        self.shrink = cos(radians((min(ys) + max(ys)) / 2))
        wide, high = (max(xs) - min(xs)) * self.shrink or 0.001, max(ys) - min(ys) or 0.001
        self.scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
        self.left = min(xs) - ((WIDTH / self.scale - wide) / 2) / self.shrink
        self.top = max(ys) + (HEIGHT / self.scale - high) / 2

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        x = (point[0] - self.left) * self.shrink * self.scale
        return round(x, 1), round((self.top - point[1]) * self.scale, 1)

    def path(self, points: Iterable[Sequence[float]]) -> str:
        return " ".join(f"{x},{y}" for x, y in map(self.at, points))


def draw_map(area: Any, title: str) -> SafeString:
    """The area, with the roads and places around it. Empty when there is nothing to draw."""
    points = [tuple(point) for one in features(area) for point in one["points"]]
    if not points:
        return mark_safe("")
    paper = Paper(points)
    lines = [_line(paper, one) for one in features(area, "water", "road")]
    zones = [_zone(paper, one) for one in features(area, "keep_out", "stay_in")]
    spots = [_spot(paper, one) for one in features(area, "place", "home")]
    names = [_road_name(paper, one) for one in features(area, "road") if one["name"]]
    return format_html(
        '<svg class="jp-map" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<defs><pattern id="jp-stripes" width="14" height="14" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="jp-map__stripe" width="5" height="14"/></pattern></defs>'
        '<rect class="jp-map__land" width="{}" height="{}"/>{}{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        WIDTH,
        HEIGHT,
        _joined(lines),
        _joined(zones),
        _joined(names),
        _joined(spots),
        _scale(paper),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _line(paper: Paper, one: dict[str, Any]) -> SafeString:
    return format_html('<polyline class="jp-map__{}" points="{}"/>', one["kind"], paper.path(one["points"]))


def _zone(paper: Paper, one: dict[str, Any]) -> SafeString:
    path = paper.path(one["points"])
    if one["kind"] == "stay_in":
        return format_html('<polygon class="jp-map__in" points="{}"/>', path)
    return format_html(
        '<polygon class="jp-map__out" points="{}"/><polygon class="jp-map__stripes" fill="url(#jp-stripes)" points="{}"/>',
        path,
        path,
    )


def _spot(paper: Paper, one: dict[str, Any]) -> SafeString:
    x, y = paper.at(one["points"][0])
    mark = (
        format_html('<path class="jp-map__home" d="M{} {}l-11 9v11h22v-11z"/>', x, round(y - 10, 1))
        if one["kind"] == "home"
        else format_html('<circle class="jp-map__dot" cx="{}" cy="{}" r="7"/>', x, y)
    )
    is_right = x + 16 + len(one["name"]) * LETTER > WIDTH
    return mark + _text(x - 16 if is_right else x + 16, y + 10, one["name"], "end" if is_right else "start")


def _road_name(paper: Paper, one: dict[str, Any]) -> SafeString:
    first, last = one["points"][-2:]
    x, y = paper.at([(first[0] + last[0]) / 2, (first[1] + last[1]) / 2])
    half = len(one["name"]) * LETTER / 2
    return _text(min(max(x, half + 4), WIDTH - half - 4), max(y - 12, 26), one["name"], "middle", small=True)


def _text(x: float, y: float, words: str, anchor: str, *, small: bool = False) -> SafeString:
    kind = "jp-map__name jp-map__name--small" if small else "jp-map__name"
    return format_html('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>', kind, x, y, anchor, words)


def _scale(paper: Paper) -> SafeString:
    """A bar of a round length, so that a reader can step it out."""
    pixels_a_metre = paper.scale / METRES_A_DEGREE
    metres, words = next((one for one in reversed(SCALES) if one[0] * pixels_a_metre <= WIDTH / 3), SCALES[0])
    length = round(metres * pixels_a_metre, 1)
    y = HEIGHT - 16
    return format_html(
        '<path class="jp-map__scale" d="M14 {}v8h{}v-8"/>{}', y - 8, length, _text(22 + length, y + 4, words, "start")
    )


DAY_HEIGHT, LEFT, HOURS = 34, 64, 480
WEEK_WIDTH = LEFT + HOURS + 16


def draw_week(days: Sequence[tuple[str, Sequence[tuple[int, int]]]], title: str) -> SafeString:
    """A line for each day, 24 hours long. days: the short name of a day, and the minutes from and to of each span."""
    height = 34 + DAY_HEIGHT * len(days) + 6
    hours = format_html_join(
        "",
        '<path class="jp-week__hour" d="M{} 30V{}"/><text class="jp-week__text" x="{}" y="20" text-anchor="{}">{}</text>',
        ((LEFT + hour * HOURS // 24, height - 6, *_heading(hour)) for hour in (0, 6, 12, 18, 24)),
    )
    rows = format_html_join(
        "",
        '<text class="jp-week__text jp-week__day" x="0" y="{}">{}</text><rect class="jp-week__free" x="{}" y="{}" width="{}"'
        ' height="{}" rx="4"/>{}',
        (
            (34 + n * DAY_HEIGHT + 21, name, LEFT, 34 + n * DAY_HEIGHT + 2, HOURS, DAY_HEIGHT - 8, _spans(n, spans))
            for n, (name, spans) in enumerate(days)
        ),
    )
    return format_html(
        '<svg class="jp-week" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        WEEK_WIDTH,
        height,
        title,
        rows,
        hours,
    )


def _heading(hour: int) -> tuple[int, str, str]:
    """Where the words of an hour stand above the week; the last midnight ends at the edge."""
    words = clock_words(time(hour % 24))
    return (WEEK_WIDTH, "end", words) if hour == 24 else (LEFT + hour * HOURS // 24, "middle", words)


def _spans(row: int, spans: Sequence[tuple[int, int]]) -> SafeString:
    """Blocks of hours; one that lasts no time is a mark."""
    return format_html_join(
        "",
        '<rect class="jp-week__{}" x="{}" y="{}" width="{}" height="{}" rx="4"/>',
        (
            (
                "home" if end > start else "mark",
                LEFT + round(start * HOURS / 1440, 1) - (0 if end > start else 4),
                34 + row * DAY_HEIGHT + 2,
                round((end - start) * HOURS / 1440, 1) or 8,
                DAY_HEIGHT - 8,
            )
            for start, end in spans
        ),
    )
