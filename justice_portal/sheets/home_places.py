"""Where paper sheets are: on home, in the staff's navigation, on a person's page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from justice_portal.sheets.models import Sheet


@prepared
def _own(user: Any) -> QuerySet[Sheet]:
    """Those that are on the way, or with the person."""
    status = Sheet.Status
    mine = Sheet.objects.visible_to(user).filter(person__user=user, status__in=[status.WANTED, status.PRINTED])
    return mine.order_by("-asked_at").values_list("pk", flat=True)[:20]


def own_panel(user: Any) -> home.Panel:
    """How many sheets are on the way or with the person. One query."""
    count = len(_own(user))
    if not count:
        return home.Panel()
    return home.Panel(state=ngettext("%(n)s sheet", "%(n)s sheets", count) % {"n": count})


def staff_panel(user: Any) -> home.Panel:
    """How many people wait for a sheet. One query."""
    count = Sheet.objects.visible_to(user).wanted().count()
    state = ngettext("%(n)s to print", "%(n)s to print", count) % {"n": count} if count else _("Type in a sheet")
    return home.Panel(state=state, count=count)


home.register(
    home.Place(
        url="sheets:mine",
        title=gettext_lazy("On paper"),
        icon="print",
        order=95,
        needs=Permission.SHEET_ASK,
        in_nav=False,
        state=gettext_lazy("Fill in forms with a pen"),
        panel=own_panel,
        reads=(_own,),
    ),
    home.Place(
        url="sheets:find",
        title=gettext_lazy("Paper sheets"),
        icon="print",
        order=75,
        needs=Permission.SHEET_TYPE,
        side=home.STAFF,
        in_nav=False,
        panel=staff_panel,
    ),
)
tabs.register(gettext_lazy("Paper"), "sheets:for-person", Permission.SHEET_TYPE, order=62)
