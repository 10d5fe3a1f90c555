"""The letter with which one takes a new passphrase."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal.access import SYSTEM
from justice_portal.accounts.adapters import seal
from justice_portal.accounts.models import Door, User
from justice_portal.jobs.registry import job
from justice_portal.post import send_email
from justice_portal.resets.actions import start_reset


@job(seconds=30)
def send_reset(sealed: str, *, asked_by: Any) -> None:
    """Look for the address, and write to it if an account has it. Only here: whoever asked cannot tell (T26).

    The link has the site's own address, never one that a request named (T37). The letter says only to sign in (T10).
    """
    email = json.loads(seal().decrypt(sealed.encode()))["email"]
    found = User.objects.filter(email__iexact=email, door=Door.STAFF, is_active=True) if email else User.objects.none()
    for user in found.order_by("pk")[:3]:
        if secret := start_reset(user, by=SYSTEM):
            with translation.override(user.language):
                send_email(
                    user.email,
                    _("Sign in"),
                    _("You asked for a new passphrase. Open this page. It works once, in the next 30 minutes."),
                    settings.SITE_URL + reverse("resets:open", args=[secret]),
                    _("You did not ask for it? Then do nothing. It ends by itself."),
                )
