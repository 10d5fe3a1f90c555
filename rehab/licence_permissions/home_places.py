"""Where "May I?" is: a tile for the person, a tab on their page, and the officer's queue."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock, home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.people.own import is_in_community
from justice_portal.prepared import prepared
from rehab.licence_permissions.models import LicencePermission


@prepared
def _own(user: Any) -> QuerySet[LicencePermission]:
    return LicencePermission.objects.visible_to(user).filter(person__user=user)[:20]


def own_panel(user: Any) -> home.Panel:
    """What waits for an answer, and a yes that counts today. One query."""
    rows = _own(user)
    waiting = sum(one.is_open for one in rows)
    if waiting:
        said = ngettext("%(n)s waits for an answer", "%(n)s wait for an answer", waiting) % {"n": waiting}
        return home.Panel(state=said)
    today = clock.today()
    if any(one.status == "agreed" and one.to_on and one.to_on >= today for one in rows):
        return home.Panel(state=_("You have a yes"))
    return home.Panel(is_shown=bool(rows) or is_in_community(user))


home.register(
    home.Place(
        url="may-i:mine",
        title=gettext_lazy("May I?"),
        icon="requests",
        order=36,
        needs=Permission.MAY_I_ASK,
        in_nav=False,
        state=gettext_lazy("Ask before you do it"),
        panel=own_panel,
        reads=(_own,),
    ),
    home.Place(
        url="may-i:queue",
        title=gettext_lazy("“May I?” to answer"),
        icon="requests",
        order=60,
        needs=Permission.MAY_I_ANSWER,
        side=home.STAFF,
    ),
)
tabs.register(gettext_lazy("May I?"), "may-i:for-person", Permission.MAY_I_VIEW, order=32)
