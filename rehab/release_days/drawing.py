"""The pocket map: the way as a line with its stops, like the map of a bus. Drawn from our own rows."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rehab.release_days.figures import Line, pounds

STEP, WIDTH = 74, 420


def draw_way(legs: Sequence[Line], title: str) -> SafeString:
    """Each leg of the way, one below the other. Empty when there is none."""
    if not legs:
        return mark_safe("")
    stops: list[tuple[str, str]] = [(legs[0].from_place, "")]
    for leg in legs:
        if leg.from_place.casefold() != stops[-1][0].casefold():
            stops.append((leg.from_place, _("then")))
        stops.append((leg.place, _leg(leg)))
    height = 20 + STEP * (len(stops) - 1) + 30
    lines = format_html_join(
        "",
        '<path class="jp-way__line" d="M20 {}V{}"/>',
        ((24 + STEP * n, 24 + STEP * (n + 1)) for n in range(len(stops) - 1)),
    )
    marks = format_html_join(
        "",
        '<circle class="jp-map__dot" cx="20" cy="{}" r="9"/><text class="jp-way__name" x="44" y="{}">{}</text>'
        '<text class="jp-way__leg" x="44" y="{}">{}</text>',
        (
            (24 + STEP * n, 32 + STEP * n, name, 31 + STEP * n - STEP // 2, words)
            for n, (name, words) in enumerate(stops)
        ),
    )
    return format_html(
        '<svg class="jp-way" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        WIDTH,
        height,
        title,
        lines,
        marks,
    )


def _leg(leg: Line) -> str:
    minutes = int((leg.ends_at - leg.starts_at).total_seconds() // 60)
    words = _("%(how)s at %(time)s, %(minutes)s minutes") % {
        "how": leg.title, "time": leg.at, "minutes": minutes}  # fmt: skip
    return f"{words}, {pounds(leg.fare_pence)}" if leg.fare_pence else words
