"""How far somebody is in a course of cmi5, as words; and the page around a part that is open."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.tables import Status
from learning.cmi5.course import blocks_of, units_of
from learning.cmi5.figures import is_satisfied
from learning.cmi5.launching import launch_address
from learning.cmi5.models import Launch, Reason, Registration
from learning.packages.address import content_origin
from learning.packages.models import Package

#: What a part must say so that it counts as done.
NEEDS = {
    "NotApplicable": gettext_lazy("Nothing"),
    "Completed": gettext_lazy("To finish it"),
    "Passed": gettext_lazy("To pass it"),
    "CompletedAndPassed": gettext_lazy("To finish it and to pass it"),
    "CompletedOrPassed": gettext_lazy("To finish it, or to pass it"),
}


@dataclass(frozen=True)
class Line:
    """A part in a list. block: the title of the block that begins with it."""

    number: int
    unit: dict[str, Any]
    block: str
    state: dict[str, Any]

    @property
    def is_done(self) -> bool:
        return "waived" in self.state or (bool(self.state) and is_satisfied(self.unit, self.state))

    @property
    def is_waived(self) -> bool:
        return "waived" in self.state

    @property
    def may_be_waived(self) -> bool:
        return not is_satisfied(self.unit, self.state)

    @property
    def reason(self) -> Any:
        return Reason(self.state["waived"]).label if "waived" in self.state else ""

    @property
    def needs(self) -> Any:
        return NEEDS[self.unit["move_on"]]

    @property
    def said(self) -> Any:
        """What the part says of the learner: its word, not ours."""
        if "passed" in self.state:
            return Status("info", _("Done and passed") if "completed" in self.state else _("Passed"))
        if "failed" in self.state:
            return Status("wait", _("Not passed"))
        return Status("info", _("Done")) if "completed" in self.state else _("Not done yet")

    @property
    def score(self) -> int | None:
        """Of a hundred."""
        return round(self.state["score"] * 100) if "score" in self.state else None


def lines_of(package: Package, registration: Registration | None) -> Iterator[Line]:
    """Each part of a course, in order."""
    before: int | None = None
    for number, unit in enumerate(units_of(package)):
        begins = unit["block"] is not None and unit["block"] != before
        title = str(blocks_of(package)[unit["block"]]["title"]) if begins else ""
        before = unit["block"]
        yield Line(number, unit, title, registration.state(number) if registration else {})


def play(request: HttpRequest, launch: Launch, back: str, *, is_tried: bool = False) -> HttpResponse:
    """The page around a part: a frame of the second host, or a link where the part wants a window of its own (8.1)."""
    package = launch.registration.package
    unit = units_of(package)[launch.unit]
    address = launch_address(launch)
    frame, _mark, href = address.partition("/c/")
    told = {"kind_of_package": package.kind, "href": href, "tells": False, "cmi": {}, "sequence": 0}
    page = {
        "package": package,
        "unit": unit,
        "mode": launch.mode,
        "is_tried": is_tried,
        "wants_window": unit["method"] == "OwnWindow",
        "address": address,
        "frame": f"{frame}/",
        "origin": content_origin(),
        "begin": json.dumps(told),
        "back_href": back,
    }
    response = render(request, "learning/cmi5/play.html", page)
    response._csp_update = {"frame-src": [content_origin()]}  # noqa: SLF001 - how django-csp is told
    return response
