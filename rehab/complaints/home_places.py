"""Where complaints are: on home and in the navigation. Not on a person's page: staff of the wing do not read them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.access import Permission
from rehab.complaints.models import Complaint


def desk_panel(user: Any) -> home.Panel:
    """How many wait, and how many are late. Two queries."""
    rows = Complaint.objects.visible_to(user)
    count, late = rows.open().count(), rows.late().count()
    state = ngettext("%(n)s waiting", "%(n)s waiting", count) % {"n": count}
    if late:
        state = _("%(state)s, %(late)s late") % {"state": state, "late": late}
    return home.Panel(state=state, count=count)


home.register(
    home.Place(
        url="complaints:mine",
        title=gettext_lazy("Complaints"),
        icon="flag",
        order=51,
        needs=Permission.COMPLAINT_MAKE,
        state=gettext_lazy("Tell us what went wrong"),
        in_nav=False,
    ),
    home.Place(
        url="complaints:desk",
        title=gettext_lazy("Complaints"),
        icon="flag",
        order=51,
        needs=Permission.COMPLAINT_VIEW,
        side=home.STAFF,
        panel=desk_panel,
    ),
    home.Place(
        url="complaints:setup",
        title=gettext_lazy("Who reads complaints"),
        icon="flag",
        order=95,
        needs=Permission.COMPLAINT_SETUP,
        side=home.STAFF,
        owns_room=False,
    ),
)
