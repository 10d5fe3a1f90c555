"""Where the letter is: a tile of the person, a tab for those who help with the plan."""

from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs

home.register(
    home.Place(
        url="disclosure:mine",
        title=_("Tell an employer"),
        icon="edit",
        order=64,
        needs=Permission.LEARNING_DO,
        in_nav=False,
        state=_("My own letter"),
    )
)
tabs.register(_("Letter to employer"), "disclosure:for-person", Permission.PLAN_VIEW, order=29)
