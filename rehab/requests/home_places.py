"""Where requests are: on home, in the navigation, on a person's page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from rehab.requests.models import SupportRequest


@prepared
def _own(user: Any) -> QuerySet[SupportRequest]:
    rows = SupportRequest.objects.visible_to(user).filter(person__user=user, verdict="")
    return rows.exclude(status=SupportRequest.Status.WITHDRAWN).values_list("pk", "status")[:30]


def own_panel(user: Any) -> home.Panel:
    """How many wait, and what was answered and not yet judged. One query."""
    mine = _own(user)
    waiting = [pk for pk, status in mine if status == SupportRequest.Status.SUBMITTED]
    answered = [pk for pk, status in mine if status != SupportRequest.Status.SUBMITTED]
    news = ()
    if answered:
        text = ngettext("%(n)s answer to a request", "%(n)s answers to requests", len(answered)) % {"n": len(answered)}
        href = reverse("requests:one", args=[answered[0]]) if len(answered) == 1 else reverse("requests:mine")
        news = (home.News(text, href, icon="requests"),)
    state = (
        ngettext("%(n)s waiting", "%(n)s waiting", len(waiting)) % {"n": len(waiting)}
        if waiting
        else _("Ask for something")
    )
    return home.Panel(state=state, count=len(answered), news=news)


def desk_panel(user: Any) -> home.Panel:
    """How many wait, and how many are late. Two queries."""
    rows = SupportRequest.objects.visible_to(user)
    count, late = rows.open().count(), rows.late().count()
    state = ngettext("%(n)s waiting", "%(n)s waiting", count) % {"n": count}
    if late:
        state = _("%(state)s, %(late)s late") % {"state": state, "late": late}
    return home.Panel(state=state, count=count)


home.register(
    home.Place(
        url="requests:mine",
        title=gettext_lazy("Requests"),
        icon="requests",
        order=50,
        needs=Permission.REQUEST_MAKE,
        state=gettext_lazy("Ask for something"),
        panel=own_panel,
        reads=(_own,),
    ),
    home.Place(
        url="requests:desk",
        title=gettext_lazy("Requests"),
        icon="requests",
        order=28,
        needs=Permission.REQUEST_DESK,
        side=home.STAFF,
        panel=desk_panel,
    ),
)
tabs.register(gettext_lazy("Requests"), "requests:for-person", Permission.REQUEST_VIEW, order=14)
