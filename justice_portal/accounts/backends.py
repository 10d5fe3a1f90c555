"""Who a session belongs to, asked on every page."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from justice_portal.accounts.models import User
from justice_portal.prepared import prepared


@prepared
def account(pk: UUID) -> QuerySet[User]:
    return User.objects.filter(pk=pk)


class PortalBackend(ModelBackend):
    """Django's own, with a read that is prepared."""

    def get_user(self, user_id: Any) -> Any:
        user = account.first(user_id)
        return user if user and self.user_can_authenticate(user) else None
