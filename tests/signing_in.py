"""Sign a test client in as the doors would: second factor for staff, an enrolled tablet for people in prison."""

from allauth.mfa.models import Authenticator
from django.apps import apps

from tests.justice_portal.devices.tablets import at_tablet, tablet_of_wing


def sign_in(client, user):
    """Sign in without the pages. Staff get a verified second factor in the session, people in prison a visit at a tablet."""
    client.force_login(user)
    if user.needs_second_factor:
        remember(client, otp_device_id=second_factor_of(user).persistent_id)
    elif (person := getattr(user, "person", None)) and person.place == "prison":
        begin_visit(client, user, tablet_of_wing(person))
    return client


def cookies_of(client, url):
    """What a browser at this address needs to be this client."""
    return [{"name": name, "value": one.value, "url": url} for name, one in client.cookies.items()]


def begin_visit(client, user, tablet):
    """As the tablet door does after the PIN was right."""
    visits = apps.get_model("justice_portal", "Visit").objects
    visit = visits.filter(user=user, ended_at=None).first() or visits.create(
        user=user, device=tablet, untouched_seconds=180, longest_seconds=2700
    )
    apps.get_model("justice_portal", "Pin").objects.get_or_create(
        user=user, defaults={"kind": "numbers", "secret": "!"}
    )
    at_tablet(visit.device, client)
    remember(client, visit=str(visit.pk))
    return visit


def remember(client, **facts):
    session = client.session
    session.update(facts)
    session.save()


def second_factor_of(user):
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    device, _made = apps.get_model("justice_portal", "AllauthDevice").objects.get_or_create(
        user=user, defaults={"name": "test", "confirmed": True}
    )
    return device
