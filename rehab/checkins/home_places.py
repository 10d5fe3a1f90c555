"""Where check-ins are: on home, in the navigation of officers, on a person's page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock, home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.people.own import is_in_community, own_place
from justice_portal.prepared import prepared
from rehab.checkins.models import CheckIn

MOST_COUNTED = 100


@prepared
def _to_do(user: Any) -> QuerySet[CheckIn]:
    mine = CheckIn.objects.visible_to(user).open().filter(person__user=user, closes_on__gte=clock.today())
    return mine.order_by("due_on").only("pk")[:1]


def own_panel(user: Any) -> home.Panel:
    """Whether one is to do. One query."""
    found = _to_do.first(user)
    if found is None:
        return home.Panel(state=_("Nothing to do now"), is_shown=is_in_community(user))
    words, href = _("Tell us how you are"), found.get_absolute_url()
    carry_on = home.CarryOn(title=words, href=href, button=_("Start"), icon="person", rank=8)
    return home.Panel(state=words, count=1, carry_on=carry_on, news=(home.News(words, href, icon="person"),))


def queue_panel(user: Any) -> home.Panel:
    rows = CheckIn.objects.within(user, Permission.CHECKIN_REVIEW).filter(status=CheckIn.Status.SUBMITTED)
    count = rows.order_by()[:MOST_COUNTED].count()
    return home.Panel(state=ngettext("%(n)s to read", "%(n)s to read", count) % {"n": count}, count=count)


home.register(
    home.Place(
        url="checkins:mine",
        title=gettext_lazy("How I am"),
        icon="person",
        order=45,
        needs=Permission.CHECKIN_DO,
        in_nav=False,
        panel=own_panel,
        reads=(_to_do, own_place),
    ),
    home.Place(
        url="checkins:queue",
        title=gettext_lazy("Check-ins"),
        icon="person",
        order=31,
        needs=Permission.CHECKIN_REVIEW,
        side=home.STAFF,
        panel=queue_panel,
    ),
)
tabs.register(gettext_lazy("Check-ins"), "checkins:for-person", Permission.CHECKIN_SET, order=27)
