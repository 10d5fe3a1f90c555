"""Who could be let read the messages of a prison, and who is."""

from django.db.models import Q, QuerySet

from justice_portal.accounts.models import RoleHeld, User
from justice_portal.estate.models import Establishment
from justice_portal.grants import GRANTS, Permission, Reach
from mentoring.monitoring.models import ReadingAuthority

#: Who has work for which words of messages are read: those that wait, and those that made a concern about boundaries.
READING = {Permission.MESSAGE_MODERATE, Permission.MENTOR_SUPERVISE}


def readers_of(place: Establishment, *, but: User) -> QuerySet[User]:
    """Who moderates, manages or looks after mentors in the place or the estate; never oneself."""
    roles = [role for role, granted in GRANTS.items() if READING & granted]
    where = Q(establishment=place) | Q(reach=Reach.ESTATE)
    held = RoleHeld.objects.live().filter(where, role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=but.pk).order_by("name", "pk")


def reads_somewhere(user: User) -> bool:
    """Whether anything lets user read messages today."""
    return ReadingAuthority.objects.live().filter(holder=user.pk).exists()
