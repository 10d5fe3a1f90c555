"""Where the safety card is: a tile for the person."""

from django.utils.translation import gettext_lazy

from justice_portal import home
from justice_portal.access import Permission

home.register(
    home.Place(
        url="safety-card:mine",
        title=gettext_lazy("My safety card"),
        icon="heart",
        order=47,
        needs=Permission.SAFETY_CARD_OWN,
        in_nav=False,
        state=gettext_lazy("For a hard day"),
    )
)
