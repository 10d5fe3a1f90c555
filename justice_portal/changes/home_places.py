from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission


def panel(user: Any) -> home.Panel:
    """How many changes wait for a second person."""
    count = PendingChange.objects.visible_to(user).waiting().exclude(asked_by=user).count()
    return home.Panel(state=ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}, count=count)


home.register(
    home.Place(
        url="changes:list",
        title=gettext_lazy("Second person"),
        icon="check",
        order=85,
        needs=Permission.CHANGE_VIEW,
        side=home.STAFF,
        panel=panel,
    ),
)
