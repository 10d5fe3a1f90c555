from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.access import Permission

home.register(
    home.Place(
        url="drift:list",
        title=_("Mentoring: boundaries"),
        icon="flag",
        order=64,
        needs=Permission.MENTOR_SUPERVISE,
        side=home.STAFF,
        in_nav=False,
        state=_("What mentors you look after are to be asked about"),
    ),
    home.Place(
        url="drift:mine",
        title=_("Questions to you"),
        icon="question",
        order=25,
        needs=Permission.MENTOR_OWN,
        side=home.STAFF,
        in_nav=False,
        owns_room=False,
        state=_("From who looks after you"),
    ),
    home.Place(
        url="drift:mine",
        title=_("Questions to you"),
        icon="question",
        order=93,
        needs=Permission.MENTOR_OWN,
        in_nav=False,
        owns_room=False,
        state=_("From who looks after you"),
    ),
)
