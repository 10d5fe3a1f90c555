"""Where the rooms of reporting are: on home, in the navigation, on a person's page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from reporting.progress.models import ProgressReport


def register() -> None:
    home.register(
        home.Place(
            url="reports:mine",
            title=_("My reports"),
            icon="report",
            order=60,
            needs=Permission.REPORT_OWN_ACCOUNT,
            rooms=("reports",),
            in_nav=False,
            state=_("How I am doing"),
            panel=reports_panel,
            reads=(_waiting,),
        ),
        home.Place(
            url="dashboards:today",
            title=_("Today"),
            icon="today",
            order=1,
            needs=Permission.DASHBOARD_VIEW,
            side=home.STAFF,
            owns_room=False,
            state=_("Who needs me, and why"),
        ),
        home.Place(
            url="dashboards:caseload",
            title=_("Caseload"),
            icon="people",
            order=10,
            needs=Permission.DASHBOARD_VIEW,
            side=home.STAFF,
            state=_("Everybody I look after"),
        ),
        home.Place(
            url="reports:wings",
            title=_("Wing reports"),
            icon="report",
            order=60,
            needs=Permission.REPORT_WING,
            side=home.STAFF,
        ),
    )

    tabs.register(_("Reports"), "reports:for-person", Permission.REPORT_VIEW, order=17)


@prepared
def _waiting(user: Any) -> QuerySet[ProgressReport]:
    """The person's own reports that wait for words; no more of each than its address asks."""
    own = ProgressReport.objects.visible_to(user).filter(person__user=user, status=ProgressReport.Status.OPEN)
    return own.only("pk")[:5]


def reports_panel(user: Any) -> home.Panel:
    """Whether a report waits for the person's words. One query."""
    waiting = _waiting(user)
    if not waiting:
        return home.Panel()
    words = ngettext("%(n)s report waits for your words", "%(n)s reports wait for your words", len(waiting))
    text = words % {"n": len(waiting)}
    return home.Panel(
        state=text, count=len(waiting), news=(home.News(text, waiting[0].get_absolute_url(), icon="report"),)
    )
