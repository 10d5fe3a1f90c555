"""The contents of a course with rules, as a learner sees them: what is done, what is open, and the way on and back."""

from typing import Any

from justice_portal.keys import uuid7
from learning.packages.course import outlook_of
from learning.packages.models import Package, PackageTry
from learning.packages.sequencing.outlook import Line


def contents_of(package: Package, going: PackageTry | None) -> dict[str, Any]:
    """What the pages show. A heading is a way in only when nothing below it is."""
    now = outlook_of(package, going)
    shown = {one["id"]: one["is_shown"] for one in package.structure["items"]}
    lines = [one for one in now.lines if all(shown.get(above.id, True) for above in one.activity.path())]
    here = next((one.activity.id for one in now.lines if one.is_current), "")
    hidden = package.structure["course"]["hidden"].get(here, [])
    is_in = going is not None and bool(going.course.get("tree", {}).get("current"))
    return {
        "lines": [_line(one, lines) for one in lines],
        "can_start": now.can_start and not is_in,
        "can_carry_on": is_in or now.can_resume,
        "can_continue": now.can_continue and "continue" not in hidden,
        "can_go_back": now.can_go_back and "previous" not in hidden,
        **{f"key_{name}": uuid7() for name in ("on", "back", "stop", "asked")},
    }


def _line(one: Line, lines: list[Line]) -> dict[str, Any]:
    below = (other for other in lines if other is not one and one.activity in other.activity.path())
    is_way_in = one.is_open and (one.activity.is_leaf or not any(other.is_open for other in below))
    return {
        "id": one.activity.id,
        "title": one.activity.title,
        "depth": min(one.depth, 4),
        "is_open": is_way_in,
        "is_heading": not one.activity.is_leaf,
        "is_current": one.is_current,
        "is_done": one.completed is True and one.satisfied is not False,
        "is_failed": one.satisfied is False and one.activity.attempts > 0,
        "key": uuid7(),
    }
