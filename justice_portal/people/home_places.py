"""Where the rooms of people are: in the navigation of staff, and as tabs on a person's pages."""

from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.people.alert_rules.figures import banners

home.register(
    home.Place(
        url="people:list",
        title=_("People"),
        icon="people",
        order=20,
        needs=Permission.PERSON_VIEW,
        side=home.STAFF,
        rooms=("movements",),
        state=_("Find someone and open their record"),
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
tabs.register_banners("alert rules", banners)
tabs.register(_("Overview"), "people:person", Permission.PERSON_VIEW, order=0)
tabs.register(_("Alerts"), "people:alerts", Permission.ALERT_VIEW, order=80)
tabs.register(_("History"), "people:history", Permission.PERSON_VIEW, order=90)
