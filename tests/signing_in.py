"""Sign a test client in as the doors would: second factor for staff, an enrolled tablet for people in prison."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
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
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        sealed = get_adapter().encrypt(generate_totp_secret())  # as the page that sets an app up keeps it
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealed})
    device, _made = apps.get_model("justice_portal", "AllauthDevice").objects.get_or_create(
        user=user, defaults={"name": "test", "confirmed": True}
    )
    return device
