from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.grants import Permission
from justice_portal.people import tabs
from justice_portal.rights.models import Correction


def desk_panel(user: Any) -> home.Panel:
    """How many people wait for an answer."""
    count = Correction.objects.visible_to(user).open().exclude(asked_by=user).count()
    return home.Panel(state=ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}, count=count)


home.register(
    home.Place(
        url="rights:mine",
        title=gettext_lazy("My record"),
        icon="lock",
        order=80,
        needs=Permission.RIGHTS_OWN,
        in_nav=False,
        state=gettext_lazy("Who looked at it, and what is wrong in it"),
    ),
    home.Place(
        url="rights:queue",
        title=gettext_lazy("Records to put right"),
        icon="edit",
        order=75,
        needs=Permission.RIGHTS_ANSWER,
        side=home.STAFF,
        panel=desk_panel,
    ),
)
tabs.register(gettext_lazy("Data rights"), "rights:person", Permission.RIGHTS_VIEW, order=95)
