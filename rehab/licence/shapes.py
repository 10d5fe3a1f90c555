"""Areas of a licence as stored shapes: read from GeoJSON that a mapping tool saves, checked, and kept small.

A file holds features of five kinds (property `kind`): keep_out or stay_in (a Polygon), road and water (a LineString), place
(a Point with a name). No other property is taken: a note about a victim would travel with the shape (T60).
"""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.plain_text import first_hidden

Point = tuple[float, float]

KINDS = {
    "keep_out": "Polygon",
    "stay_in": "Polygon",
    "road": "LineString",
    "water": "LineString",
    "place": "Point",
    "home": "Point",
}
NAMED = {"place", "home"}
PROPERTIES = {"kind", "name"}
LARGEST_FILE = 200_000
MOST_FEATURES, MOST_POINTS, LONGEST_NAME = 40, 200, 30
#: England and Wales, with some sea: degrees east, degrees north.
WEST, EAST, SOUTH, NORTH = -6.5, 2.0, 49.8, 55.9
#: A shape smaller than a street corner or larger than a county is a slip of the hand.
LEAST_DEGREES, MOST_DEGREES = 0.0003, 1.5


def read_shape(data: bytes, *, kind: str) -> dict[str, Any]:
    """What is kept of the file. kind: the area that it must hold, keep_out or stay_in. Raises DomainError with the reason."""
    if len(data) > LARGEST_FILE:
        raise DomainError(_("The file is too large. Draw the shape with fewer points."))
    try:
        content = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise DomainError(_("This is not a GeoJSON file.")) from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise DomainError(_("The file has no shapes in it."))
    if len(features) > MOST_FEATURES:
        raise DomainError(_("The file has too many shapes. Leave out what the person does not need."))
    kept = [_feature(one, place) for place, one in enumerate(features, start=1)]
    areas = [one for one in kept if one["kind"] in {"keep_out", "stay_in"}]
    if not areas or any(one["kind"] != kind for one in areas):
        raise DomainError(_("The file must hold an area of the kind %(kind)s, and no other.") % {"kind": kind})
    return {"features": kept}


def _feature(one: Any, place: int) -> dict[str, Any]:
    given = one.get("properties") if isinstance(one, dict) else None
    if not isinstance(given, dict) or given.get("kind") not in KINDS:
        raise DomainError(_("Shape %(n)s has no kind that we know.") % {"n": place})
    if unknown := sorted(set(given) - PROPERTIES):
        raise DomainError(_("Shape %(n)s says more than kind and name: take out %(what)s.") % {
            "n": place, "what": ", ".join(unknown)[:60]})  # fmt: skip
    kind, name = given["kind"], given.get("name") or ""
    if not isinstance(name, str) or len(name) > LONGEST_NAME or first_hidden(name) is not None:
        raise DomainError(_("The name of shape %(n)s is too long.") % {"n": place})
    if kind in NAMED and not name:
        raise DomainError(_("Shape %(n)s needs a name.") % {"n": place})
    geometry = one.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") != KINDS[kind]:
        raise DomainError(_("Shape %(n)s must be a %(what)s.") % {"n": place, "what": KINDS[kind]})
    points = list(_points(geometry, place))
    if kind in {"keep_out", "stay_in"}:
        _check_area(points, place)
    return {"kind": kind, "name": name, "points": [[round(x, 5), round(y, 5)] for x, y in points]}


def _points(geometry: dict[str, Any], place: int) -> Iterator[Point]:
    found = geometry.get("coordinates")
    if geometry["type"] == "Point":
        found = [found]
    elif geometry["type"] == "Polygon":
        found = found[0] if isinstance(found, list) and len(found) == 1 else None
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_POINTS:
        raise DomainError(_("Shape %(n)s must have from 1 to 200 points, and no holes.") % {"n": place})
    for point in found:
        good = isinstance(point, list) and len(point) >= 2
        if not good or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in point[:2]):
            raise DomainError(_("Shape %(n)s has a point that is none.") % {"n": place})
        if not (WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH):
            raise DomainError(_("Shape %(n)s lies outside England and Wales.") % {"n": place})
        yield float(point[0]), float(point[1])


def _check_area(points: list[Point], place: int) -> None:
    if len(points) < 4 or points[0] != points[-1]:
        raise DomainError(_("The area %(n)s must be closed, with three corners at least.") % {"n": place})
    wide = max(x for x, _y in points) - min(x for x, _y in points)
    high = max(y for _x, y in points) - min(y for _x, y in points)
    if max(wide, high) < LEAST_DEGREES or max(wide, high) > MOST_DEGREES:
        raise DomainError(_("The area %(n)s is too small or too large to be meant.") % {"n": place})
    if crosses_itself(points):
        raise DomainError(_("The line of area %(n)s crosses itself.") % {"n": place})


def crosses_itself(points: list[Point]) -> bool:
    sides = list(pairwise(points))
    last = len(sides) - 1
    return any(
        _cross(*sides[one], *sides[other])
        for one in range(len(sides))
        for other in range(one + 2, len(sides))
        if (one, other) != (0, last)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def features(area: Any, *kinds: str) -> list[dict[str, Any]]:
    """The features of these kinds of a stored area; all kinds without any."""
    found = area.get("features", []) if isinstance(area, dict) else []
    return [one for one in found if not kinds or one["kind"] in kinds]


def names(area: Any) -> list[str]:
    """Every name in it, for the check that none gives a victim away."""
    return [one["name"] for one in features(area) if one["name"]]


def is_inside(point: Point, corners: list[Point]) -> bool:
    """Whether the point lies in the area (the even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(corners):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def places(area: Any) -> tuple[list[str], list[str]]:
    """Names of the places inside the area, and of those outside it: the map in words."""
    zones = [[tuple(point) for point in one["points"]] for one in features(area, "keep_out", "stay_in")]
    inside: list[str] = []
    outside: list[str] = []
    for one in features(area, "place", "home"):
        found = any(is_inside(tuple(one["points"][0]), zone) for zone in zones)
        (inside if found else outside).append(one["name"])
    return inside, outside
