from datetime import timedelta

from justice_portal import clock
from justice_portal.invitations.models import Invitation
from justice_portal.invitations.secret import hash_of

SECRET = "only-for-tests-of-invitations"


def rows(world, state, person):
    place = world.there if state == "elsewhere" else world.here
    return {
        "invitation": invitation(world, place, email=f"new.{state}@work.invalid"),
        "invitation_secret": SECRET,
    }


def invitation(world, place, **fields):
    return Invitation.objects.create(
        **{
            "email": "new@work.invalid",
            "name": "New Tutor",
            "role": "tutor",
            "reach": "establishment",
            "establishment": place,
            "invited_by": world.pom,
            "approved_by": world.manager,
            "ends_at": clock.now() + timedelta(hours=48),
            "secret_hash": hash_of(SECRET),
            **fields,
        }
    )
