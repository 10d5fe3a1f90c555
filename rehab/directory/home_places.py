"""Where the directory is: a tile for the person, an entry in "more" for staff."""

from django.utils.translation import gettext_lazy

from justice_portal import home
from justice_portal.access import Permission

home.register(
    home.Place(
        url="directory:mine",
        title=gettext_lazy("Help near you"),
        icon="map",
        order=46,
        needs=Permission.SERVICE_VIEW,
        in_nav=False,
        state=gettext_lazy("Who can help when you are out"),
    ),
    home.Place(
        url="directory:services",
        title=gettext_lazy("Local services"),
        icon="map",
        order=91,
        needs=Permission.SERVICE_VIEW,
        side=home.STAFF,
        in_nav=False,
    ),
)
