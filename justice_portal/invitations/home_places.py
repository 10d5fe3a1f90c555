from django.utils.translation import gettext_lazy

from justice_portal import home
from justice_portal.grants import Permission

home.register(
    home.Place(
        url="invitations:list",
        title=gettext_lazy("Invitations"),
        icon="people",
        order=84,
        needs=Permission.ACCOUNT_INVITE,
        side=home.STAFF,
        in_nav=False,
        state=gettext_lazy("Staff and mentors who are to join"),
    ),
)
