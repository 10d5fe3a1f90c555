from allauth.mfa.models import Authenticator

from justice_portal.grants import Role
from justice_portal.passkeys.models import Passkey
from tests.factories import staff


def rows(world, state, person):
    """A key of somebody else."""
    user = staff(Role.MENTOR)
    known = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "passkey"})
    return {
        "passkey": Passkey.objects.create(authenticator=known, user=user, credential_id=user.pk.bytes, public_key=b"x")
    }
