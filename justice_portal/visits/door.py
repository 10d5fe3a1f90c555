"""The tablet door: an enrolled tablet, a prison number and a PIN, or a code to choose one.

A number that nobody has, a wrong PIN, somebody of another prison, a closed account, somebody whose alert bars sign-in and a
door that is closed for now look the same and take the same time: each costs the same queries and one hash (T26).
"""

from datetime import timedelta
from hashlib import sha256
from hmac import new as hmac
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from justice_portal import clock
from justice_portal.accounts import doors, throttle
from justice_portal.accounts.models import Door, User
from justice_portal.devices.models import Device
from justice_portal.people.alert_rules.figures import Effect, among
from justice_portal.people.models import Person
from justice_portal.pins.models import PinCode
from justice_portal.pins.secrets import hash_of_code, matches
from justice_portal.visits import actions
from justice_portal.visits.models import Visit
from justice_portal.visits.watch import KEY

#: How long after a lock the same person comes back to the page that was open.
RETURNS_WITHIN = timedelta(hours=12)


def check(request: HttpRequest, tablet: Device, number: str, kind: str, secret: str) -> User | None:
    """The account with this number and PIN, of somebody in the tablet's prison; None for every reason not to let in."""
    username = plain(number)
    attempt = throttle.take_place(request, Door.TABLET, username, tablet)
    if attempt is None:
        return None
    here = User.objects.filter(username=username, door=Door.TABLET, is_active=True)
    here = here.filter(person__establishment=tablet.establishment_id).exclude(barred("person"))
    user = here.select_related("pin").first()
    if attempt.was_refused:
        matches(None, kind, "")
    elif matches(user, kind, secret):
        throttle.succeed(attempt)
        return user
    doors.failed(attempt, user, "account.sign_in_failed")
    return None


def check_code(request: HttpRequest, tablet: Device, number: str, typed: str) -> PinCode | None:
    """The code that staff printed for this number, typed on a tablet of its wing; counted with the tries to sign in."""
    username = plain(number)
    attempt = throttle.take_place(request, Door.TABLET, username, tablet)
    if attempt is None:
        return None
    people = Person.objects.filter(user__username=username, user__is_active=True, wing=tablet.wing_id)
    person = people.exclude(barred("pk")).select_related("user").first()
    codes = PinCode.objects.waiting().filter(wing=tablet.wing_id).select_related("started_by", "person__user")
    code = codes.filter(person=person, code_hash=hash_of_code(person or Person(), typed)).first()
    if code is None or attempt.was_refused:
        doors.failed(attempt, person.user if person else None, "account.sign_in_failed")
        return None
    throttle.succeed(attempt)
    return code


def let_in(request: HttpRequest, user: User, tablet: Device) -> Visit:
    """Begin the visit of someone whose PIN was right."""
    doors.let_in(request, user)
    visit = actions.begin_visit(Visit, tablet=tablet, by=user)
    request.session[KEY] = str(visit.pk)
    return visit


def page_to_return_to(user: User) -> str:
    """The page that was open when the last visit of this person locked itself; empty when it did not."""
    last = Visit.objects.filter(user=user, ended_at__gt=clock.now() - RETURNS_WITHIN).order_by("-ended_at").first()
    return last.path if last and last.end in {Visit.End.UNTOUCHED, Visit.End.LONGEST} else ""


def seal_key(user: Any) -> str:
    """The key with which this person's browser seals what was typed when it locks: on their pages only, never at the door."""
    return hmac(settings.SECRET_KEY.encode(), f"justice_portal.seal:{user.pk}".encode(), sha256).hexdigest()


def barred(person: str) -> Exists:
    """Whether an alert on the person lets them sign in nowhere. person: the path to them."""
    return Exists(among(Effect.NO_SIGN_IN, person=OuterRef(person)))


def plain(number: str) -> str:
    """A prison number as it is kept, however it was typed."""
    return User.normalise("".join(number.split()), Door.TABLET)
