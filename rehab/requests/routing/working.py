"""Who works in a prison."""

from uuid import UUID

from justice_portal.accounts.models import RoleHeld, User


def works_here(establishment: UUID, username: str) -> User | None:
    """The user of that name who holds a role in this prison."""
    held = RoleHeld.objects.live().filter(establishment=establishment)
    return User.objects.filter(username=username, pk__in=held.values("user")).first()
