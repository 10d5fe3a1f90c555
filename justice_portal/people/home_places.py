"""Where the rooms of people are: in the navigation of staff, and as tabs on a person's pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.people.alert_rules.figures import banner, warnings
from justice_portal.people.models import Movement


def waiting_panel(user: Any) -> home.Panel:
    """How many movements do not fit what we know. One query."""
    count = Movement.objects.within(user, Permission.PERSON_MOVE).waiting().count()
    return home.Panel(state=ngettext("%(n)s waits", "%(n)s wait", count) % {"n": count}, count=count)


home.register(
    home.Place(
        url="people:list",
        title=_("People"),
        icon="people",
        order=20,
        needs=Permission.PERSON_VIEW,
        side=home.STAFF,
        rooms=("movements", "feeds", "amending", "dates", "merging", "orders"),
        state=_("Find someone and open their record"),
    ),
    home.Place(
        url="feeds:waiting",
        title=_("Movements that wait"),
        icon="route",
        order=65,
        needs=Permission.PERSON_MOVE,
        side=home.STAFF,
        in_nav=False,
        panel=waiting_panel,
    ),
    home.Place(
        url="deaths:list",
        title=_("Deaths written down"),
        icon="people",
        order=66,
        needs=Permission.DEATH_TAKE_BACK,
        side=home.STAFF,
        in_nav=False,
        state=_("Take one back that is a mistake"),
    ),
    home.Place(
        url="reception:start",
        title=_("Reception"),
        icon="open",
        order=60,
        needs=Permission.PERSON_RECEIVE,
        side=home.STAFF,
        state=_("Who comes in, and the day's roll"),
    ),
    home.Place(
        url="allocations:start",
        title=_("Allocation"),
        icon="person",
        order=70,
        needs=Permission.ALLOCATION_GIVE,
        side=home.STAFF,
        state=_("Who looks after whom"),
    ),
)
tabs.register_banner_read("alert rules", warnings, banner)
tabs.register(_("Overview"), "people:person", Permission.PERSON_VIEW, order=0)
tabs.register(_("Dates"), "dates:dates", Permission.PERSON_VIEW, order=85)
tabs.register(_("Alerts"), "people:alerts", Permission.ALERT_VIEW, order=80)
tabs.register(_("History"), "people:history", Permission.PERSON_VIEW, order=90)
