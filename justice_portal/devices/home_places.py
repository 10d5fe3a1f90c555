from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.access import Permission

home.register(
    home.Place(
        url="devices:start",
        title=_("Devices"),
        icon="tablet",
        order=75,
        needs=Permission.DEVICE_VIEW,
        side=home.STAFF,
        state=_("Tablets: who has them, and whether they open the door"),
    )
)
