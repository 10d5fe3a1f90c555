"""Where handovers are: on home, in the navigation of staff, as a tab of a person."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from rehab.handover.models import Handover


def panel(user: Any) -> home.Panel:
    """How many are to be finished. One query."""
    count = Handover.objects.visible_to(user).live().count()
    return home.Panel(state=ngettext("%(n)s to finish", "%(n)s to finish", count) % {"n": count}, count=count)


home.register(
    home.Place(
        url="handover:list",
        title=_("Handovers"),
        icon="route",
        order=45,
        needs=Permission.HANDOVER_VIEW,
        side=home.STAFF,
        rooms=("handover",),
        panel=panel,
    ),
    home.Place(
        url="handover:mine",
        title=_("From prison to outside"),
        icon="route",
        order=60,
        needs=Permission.HANDOVER_OWN,
        in_nav=False,
        state=_("Your officers, and what they promised"),
    ),
    home.Place(
        url="contacts:mine",
        title=_("Talks with staff"),
        icon="people",
        order=62,
        needs=Permission.CONTACT_OWN,
        in_nav=False,
        state=_("What you spoke about, and what comes next"),
    ),
)
tabs.register(_("Handover"), "handover:for-person", Permission.HANDOVER_VIEW, order=55)
