"""Who sent it? The plug-in point for a check of identity.

CHECKIN_IDENTITY in the environment names a class with these two parts. Ours asks for a photo and leaves it to the officer:
this product matches no faces. Another class may ask for no photo, or say what a service that the deployment trusts has found;
what it says is shown to the officer, who decides.
"""

from functools import cache
from typing import Protocol

from django.utils.module_loading import import_string

from justice_portal.environment import env
from rehab.checkins.models import CheckIn


class IdentityCheck(Protocol):
    #: Whether the person is asked for a photo; they can go on without one.
    asks_for_photo: bool

    def judge(self, check_in: CheckIn) -> str:
        """A value of CheckIn.Identity, or nothing: then the officer looks."""
        ...


class OfficerLooks:
    """The officer looks at the photo. No machine does."""

    asks_for_photo = True

    def judge(self, check_in: CheckIn) -> str:
        return ""


@cache
def identity_check() -> IdentityCheck:
    made: IdentityCheck = import_string(env("CHECKIN_IDENTITY", "rehab.checkins.identity.OfficerLooks"))()
    return made
