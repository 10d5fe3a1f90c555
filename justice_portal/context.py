"""What every template knows about its reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from justice_portal import clock, home
from justice_portal.accounts.doors import DOOR
from justice_portal.accounts.models import Door
from justice_portal.accounts.zones import are_zones_given, is_staff_zone
from justice_portal.notices.figures import unread_count

#: How a page looks for someone who has not chosen.
PLAIN = {"size": "normal", "spacing": "normal", "colours": "light", "sound": True}
BASES = {home.PERSON: "base_person.html", home.STAFF: "base_staff.html"}


def reader(request: HttpRequest) -> dict[str, Any]:
    """What the base templates need.

    display: the reader's size, spacing, colours and sound; is_demo: show the mark of invented data;
    read_at: now, for the mark on pages of staff; navigation: the links at the top; search_url: where staff look for a person, or empty;
    reader_base: the template to extend for a page that both sides open; unread_notices: how many notices are new;
    quick_exit: show the way out at once, for who reads on their own phone; is_staff_zone: whether the staff door opens from here; open_zones: a demo whose doors open from everywhere.
    """
    user = getattr(request, "user", None)
    if user is None:  # refused before the session was read, such as a host that we do not serve
        return {"display": PLAIN, "is_demo": settings.DEMO, **NOBODY}
    display = user.display if user.is_authenticated else PLAIN
    return {
        "display": display,
        "read_at": clock.now(),
        "is_demo": settings.DEMO,
        "navigation": home.navigation(request),
        "search_url": SimpleLazyObject(lambda: home.search_address(user)),
        "reader_base": BASES[home.side_of(user)],
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
        "is_staff_zone": is_staff_zone(request),
        "quick_exit": getattr(request, "session", {}).get(DOOR) == Door.PHONE,
        "open_zones": settings.DEMO and not are_zones_given(),
    }


NOBODY: dict[str, Any] = {
    "read_at": None,
    "navigation": [],
    "search_url": "",
    "reader_base": BASES[home.PERSON],
    "unread_notices": 0,
    "is_staff_zone": False,
    "quick_exit": False,
    "open_zones": False,
}
