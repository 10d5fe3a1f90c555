"""Sign a test client in as the doors would, second factor included."""

from allauth.mfa.models import Authenticator
from django.apps import apps


def sign_in(client, user):
    """Sign in without the pages; staff get a verified second-factor device in the session, as after TOTP."""
    client.force_login(user)
    if user.needs_second_factor:
        device = second_factor_of(user)
        session = client.session
        session["otp_device_id"] = device.persistent_id
        session.save()
    return client


def second_factor_of(user):
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    device, _made = apps.get_model("justice_portal", "AllauthDevice").objects.get_or_create(
        user=user, defaults={"name": "test", "confirmed": True}
    )
    return device
