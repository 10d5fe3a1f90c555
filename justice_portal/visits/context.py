"""What the pages of someone at a tablet know about the time that is left."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html

from justice_portal import clock
from justice_portal.visits.door import seal_key
from justice_portal.visits.limits import WARNING, WITHOUT_SCRIPTS


def watch(request: HttpRequest) -> dict[str, Any]:
    """visit_watch: seconds until an untouched tablet locks, and until the visit is over; None without a visit."""
    visit = getattr(request, "visit", None)
    if visit is None or not request.user.is_authenticated:
        return {"visit_watch": None}
    left = visit.longest_until - clock.now()
    return {
        "visit_watch": {
            "untouched": visit.untouched_seconds,
            "left": max(0, int(left.total_seconds())),
            "warning": int(WARNING.total_seconds()),
            "without_scripts": int(max(WITHOUT_SCRIPTS.total_seconds(), visit.untouched_seconds)),
            "seal": seal_key(request.user),
            "seconds": format_html("<strong data-seconds>{}</strong>", 60),  # the script counts down in it
        }
    }
