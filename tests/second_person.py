"""The second person of a change."""

from justice_portal.changes.actions import approve_change
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Role
from tests.factories import staff


def second_administrator():
    return staff(Role.ADMINISTRATOR, name="Second administrator", is_staff=True)


def agree(by):
    """Agree to the one change that waits."""
    return approve_change(PendingChange.objects.waiting().get(), by=by)
