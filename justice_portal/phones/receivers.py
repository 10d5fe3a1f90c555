"""What the phone door asks of its sessions."""

from datetime import timedelta

from django.http import HttpRequest

from justice_portal.accounts import sessions
from justice_portal.accounts.adapters import OWN_PHONE
from justice_portal.accounts.models import Door
from justice_portal.phones.models import OwnPhone

#: One's own phone: longer than a shared tablet, shorter than a desk.
LIMITS = sessions.SessionLimits(idle=timedelta(minutes=20), absolute=timedelta(hours=12))


def is_still_open(request: HttpRequest) -> bool:
    """Whether this phone still lets its person in: not stopped, not replaced, and the person is not back in prison."""
    phone = request.session.get(OWN_PHONE)
    return bool(phone) and OwnPhone.objects.live().filter(pk=phone, person__user=request.user.pk).exists()


sessions.LIMITS[Door.PHONE] = lambda request: LIMITS
sessions.STILL_OPEN[Door.PHONE] = is_still_open
