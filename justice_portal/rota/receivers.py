from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from justice_portal.accounts.models import User
from justice_portal.rota.actions import note_sign_in
from justice_portal.rota.models import OffShift


@receiver(user_logged_in)
def look_at_the_rota(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Only staff have shifts; the notice is in the manager's list before the page is answered."""
    if user.needs_second_factor and user.roles_held():
        note_sign_in(OffShift, by=user)
