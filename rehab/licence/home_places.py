"""Where the licence is: a tile on the person's home, a tab on their page, and the list of what a policy changed."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from rehab.licence.models import Licence


@prepared
def _own(user: Any) -> QuerySet[Licence]:
    live = Licence.objects.visible_to(user).filter(person__user=user).live()
    return live.values_list("read__pk", flat=True)[:1]


def licence_panel(user: Any) -> home.Panel:
    """Whether there is a licence, and whether it was read. One query."""
    live = _own(user)
    if not live:
        return home.Panel(is_shown=False)
    if live[0] is not None:
        return home.Panel(state=_("You have read it"))
    return home.Panel(
        state=_("New: please read it"),
        count=1,
        carry_on=home.CarryOn(
            title=_("Your licence is here"),
            text=_("These are the rules for after prison. Read them, or listen."),
            href=home.address("licence:mine"),
            button=_("Read my licence"),
            icon="report",
            rank=15,
        ),
    )


home.register(
    home.Place(
        url="licence:mine",
        title=gettext_lazy("My licence"),
        icon="report",
        order=34,
        needs=Permission.LICENCE_OWN,
        in_nav=False,
        state=gettext_lazy("The rules for after prison"),
        panel=licence_panel,
        reads=(_own,),
    ),
    home.Place(
        url="licence:changes",
        title=gettext_lazy("Licences to look at"),
        icon="report",
        order=70,
        needs=Permission.LICENCE_EDIT,
        side=home.STAFF,
        in_nav=False,
    ),
)
tabs.register(gettext_lazy("Licence"), "licence:for-person", Permission.LICENCE_VIEW, order=13)
