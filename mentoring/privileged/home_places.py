"""Where legal messages are on home, in the navigation and on a person's page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from mentoring.privileged.models import PrivilegedLetter
from mentoring.privileged.opening.models import Opening

#: So many new letters are counted, which is more than anybody has.
MOST_COUNTED = 100


@prepared
def _unread(user: Any) -> QuerySet[PrivilegedLetter, Any]:
    rows = PrivilegedLetter.objects.within(user, Permission.LEGAL_OWN).unread_by(user).order_by()
    return rows.values_list("pk", flat=True)[:MOST_COUNTED]


def panel(user: Any) -> home.Panel:
    """How many letters are new. Whose they are is not said."""
    count = len(_unread(user))
    if not count:
        return home.Panel(state=_("Nobody else reads these"))
    text = ngettext("%(count)d new legal message", "%(count)d new legal messages", count) % {"count": count}
    return home.Panel(state=text, count=count, news=(home.News(text, home.address("privileged:list"), icon="lock"),))


def openings_panel(user: Any) -> home.Panel:
    count = Opening.objects.within(user, Permission.LEGAL_OPEN).filter(status=Opening.Status.ASKED).count()
    if not count:
        return home.Panel(state=_("Nothing waits"))
    return home.Panel(state=ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}, count=count)


TITLE = gettext_lazy("Legal messages")
home.register(
    home.Place(
        url="privileged:list",
        title=TITLE,
        icon="lock",
        order=24,
        needs=Permission.LEGAL_OWN,
        in_nav=False,
        panel=panel,
        reads=(_unread,),
    ),
    home.Place(
        url="privileged:list",
        title=TITLE,
        icon="lock",
        order=20,
        needs=Permission.LEGAL_OWN,
        side=home.STAFF,
        panel=panel,
        reads=(_unread,),
    ),
    home.Place(
        url="opening:list",
        title=gettext_lazy("Opened legal messages"),
        icon="lock",
        order=88,
        needs=Permission.LEGAL_OPEN,
        side=home.STAFF,
        in_nav=False,
        panel=openings_panel,
    ),
)
tabs.register(TITLE, "envelopes:person", Permission.LEGAL_ENVELOPE, order=60)
