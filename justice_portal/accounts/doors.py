"""What the doors share: who is let in, who is not, and what is written down about it. The staff door is checked here.

A name that nobody has, a wrong passphrase, an account of the other door, a closed account and a door that is closed for now
look the same and take the same time: each costs the same queries and one hash. Only in a flood, which goes by the sender
and not by the name, is nothing done at all.
"""

from functools import lru_cache

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts import throttle
from justice_portal.accounts.models import Door, LoginAttempt, User
from justice_portal.accounts.second_factor import spend
from justice_portal.audit.log import record

#: Where a session keeps the door that it came in by.
DOOR = "door"
BACKEND = "justice_portal.accounts.backends.PortalBackend"


def check(request: HttpRequest, name: str, passphrase: str) -> User | None:
    """The account of the staff door with this name and passphrase; None for every reason not to let someone in."""
    username = User.normalise(name, Door.STAFF)
    attempt = throttle.take_place(request, Door.STAFF, username)
    if attempt is None:
        return None
    user = User.objects.filter(username=username, door=Door.STAFF, is_active=True).first()
    if attempt.was_refused:
        _matches(None, "")
    elif _matches(user, passphrase):
        throttle.succeed(attempt)
        return user
    failed(attempt, user, "account.sign_in_failed")
    return None


def check_code(request: HttpRequest, user: User, code: str) -> Authenticator | None:
    """The authenticator that took the code; None for a wrong or used code, and after too many of them."""
    attempt = throttle.take_place(request, user.door, f"code of {user.pk}")
    if attempt is None or attempt.was_refused:
        return None
    if authenticator := spend(user, code):
        throttle.succeed(attempt)
        return authenticator
    failed(attempt, user, "account.second_factor_failed")
    return None


def let_in(request: HttpRequest, user: User, *, door: str = "") -> None:
    """Begin the session of a user whose passphrase, and code where one is asked for, was right.

    door: by which they come, where that is not the door of their account: people on probation with their own phone.
    """
    before = user.last_login
    request.session[DOOR] = door or user.door
    login(request, user, backend=BACKEND)
    record(user, "account.signed_in", user, door=door or user.door)
    if before:
        when = date_format(before.astimezone(clock.LONDON), "j F, H:i")
        messages.info(request, _("Last time you were here: %(when)s.") % {"when": when})


def let_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """End the session and what the browser kept of it; the device's cookie and work that waits to be sent stay."""
    if request.user.is_authenticated:
        record(request.user, "account.signed_out", request.user)
    logout(request)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def failed(attempt: LoginAttempt, user: User | None, event: str) -> None:
    """Write down a try that was wrong, and a lock if this was the one that closed the door."""
    record(SYSTEM, event, user or attempt, door=attempt.door)
    if throttle.has_just_closed(attempt) and not attempt.was_refused:
        record(SYSTEM, "account.locked", user or attempt, door=attempt.door)


def _matches(user: User | None, passphrase: str) -> bool:
    """One hash, whoever it is."""
    if user is None or not user.has_usable_password():
        spend_hash(passphrase)
        return False
    return user.check_password(passphrase)


def spend_hash(passphrase: str) -> None:
    """Take the time of a check that nothing passes."""
    check_password(passphrase, _nobodys_hash(tuple(settings.PASSWORD_HASHERS)))


@lru_cache(maxsize=4)
def _nobodys_hash(hashers: tuple[str, ...]) -> str:
    """A hash that nothing matches, made once by the hasher in use."""
    return make_password(make_password(None))
