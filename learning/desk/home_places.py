from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.access import Permission

home.register(
    home.Place(
        url="desk:quiet",
        title=_("Gone quiet"),
        icon="waiting",
        order=44,
        needs=Permission.LEARNING_ASSIGN,
        side=home.STAFF,
        in_nav=False,
        state=_("Who has stopped, and what we know of why"),
    )
)
