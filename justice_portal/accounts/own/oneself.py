"""The row of who asks, read by the rule like any other."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from justice_portal.access import Permission
from justice_portal.accounts.models import User


def oneself(request: HttpRequest) -> User:
    return get_object_or_404(User.objects.within(request.user, Permission.OWN_SETTINGS), pk=request.user.pk)
