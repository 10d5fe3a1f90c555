"""Where the CV is: a tile of the person, a tab for staff."""

from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs

home.register(
    home.Place(
        url="cv:mine",
        title=_("My CV"),
        icon="work",
        order=62,
        needs=Permission.LEARNING_DO,
        in_nav=False,
        state=_("One page to show to an employer"),
    )
)
tabs.register(_("CV"), "cv:for-person", Permission.LEARNING_VIEW, order=28)
