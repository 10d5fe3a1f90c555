"""Where the first 72 hours are: a tile for the person, a tab for staff."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock, home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from rehab.release_days.models import DAYS, ReleaseDay


@prepared
def _own(user: Any) -> QuerySet[ReleaseDay]:
    mine = ReleaseDay.objects.visible_to(user).filter(person__user=user)
    return mine.values_list("release_on", flat=True)[:1]


def panel(user: Any) -> home.Panel:
    """How many days until the gate, and which of the first days it is. One query."""
    day = _own.first(user)
    left = (day - clock.today()).days if day else -DAYS
    if left <= -DAYS:
        return home.Panel(is_shown=False)
    if left == 0:
        return home.Panel(state=_("Today"))
    if left < 0:
        return home.Panel(state=_("Day %(n)s of %(total)s") % {"n": 1 - left, "total": DAYS})
    return home.Panel(state=ngettext("In %(n)s day", "In %(n)s days", left) % {"n": left})


home.register(
    home.Place(
        url="release-days:mine",
        title=gettext_lazy("Release day"),
        icon="route",
        order=38,
        needs=Permission.LICENCE_OWN,
        in_nav=False,
        state=gettext_lazy("My first three days out"),
        panel=panel,
        reads=(_own,),
    )
)
tabs.register(gettext_lazy("First 72 hours"), "release-days:for-person", Permission.PLAN_VIEW, order=34)
