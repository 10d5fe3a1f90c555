from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.grants import Permission
from justice_portal.people import tabs
from rehab.care.models import CareAlert
from rehab.care.views import banner, open_alerts


def panel(user: Any) -> home.Panel:
    """How many alerts nobody has seen to the end."""
    count = CareAlert.objects.visible_to(user).unfinished().count()
    return home.Panel(state=ngettext("%(count)d open", "%(count)d open", count) % {"count": count}, count=count)


home.register(
    home.Place(
        url="care:board",
        title=gettext_lazy("Care alerts"),
        icon="help",
        order=15,
        needs=Permission.CARE_ACT,
        side=home.STAFF,
        state=gettext_lazy("Who may be in danger"),
        panel=panel,
    )
)
tabs.register_banner_read("care", open_alerts, banner, Permission.CARE_VIEW)
