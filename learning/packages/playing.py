"""The page around a part of a package: a frame of the second host, and what it is told when it opens."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from learning.packages.address import Ticket, content_origin, frame_address
from learning.packages.contents import contents_of
from learning.packages.course import begin
from learning.packages.figures import begin_12
from learning.packages.models import Package, PackageOpening


def play(request: HttpRequest, package: Package, number: int, opening: PackageOpening | None) -> HttpResponse:
    """The page of one part. opening: none for staff who look at it; then nothing is kept."""
    parts = package.parts
    if not package.can_be_played or not 1 <= number <= len(parts):
        raise Http404
    item = parts[number - 1]
    portal = f"{request.scheme}://{request.get_host()}"
    ticket = Ticket(package.pk, portal, opening.pk if opening else None)
    page = {
        "package": package,
        "part": item,
        "number": number,
        "total": len(parts),
        "opening": opening,
        "frame": frame_address(ticket),
        "origin": content_origin(),
        "begin": json.dumps(told(package, item, opening)),
        "contents": contents_of(package, opening.package_try) if opening and package.is_sequenced else None,
        "back_href": reverse("packages:about", args=[package.pk]) if opening else package.get_absolute_url(),
    }
    response = render(request, "learning/packages/play.html", page)
    response._csp_update = {"frame-src": [content_origin()]}  # noqa: SLF001 - how django-csp is told
    return response


def told(package: Package, item: dict[str, Any], opening: PackageOpening | None) -> dict[str, Any]:
    """What the frame is told: which page to open, and what this part left the last time."""
    left = opening.package_try.states.get(item["id"], {}) if opening else {}
    going = opening.package_try if opening else None
    if package.is_sequenced:
        facts = begin(package, item, going)
        if opening is None:
            facts["cmi"] |= {"mode": "browse", "credit": "no-credit"}
        same = {"kind_of_package": package.kind, "href": item["href"], "tells": item["tells_us"]}
        return {**same, **facts, "sequence": opening.sequence if opening else 0}
    learner = str(opening.package_try_id if opening else package.pk)
    cmi = begin_12(item, left, learner=learner)
    if opening is None:
        cmi["core"] |= {"lesson_mode": "browse", "credit": "no-credit"}
    facts = {"kind_of_package": package.kind, "href": item["href"], "tells": item["tells_us"], "cmi": cmi}
    return {**facts, "sequence": opening.sequence if opening else 0}
