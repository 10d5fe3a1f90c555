"""The email of an invitation."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.invitations.models import Invitation
from justice_portal.invitations.secret import new_secret
from justice_portal.jobs.registry import job
from justice_portal.post import send_email


@job(seconds=30)
def send_invitation(invitation_id: UUID | str, *, asked_by: Any) -> None:
    """Make the secret and send it. Run twice, the newer email is the one that works.

    The address is the site's own, never one that a request named (T37).
    """
    secret, hashed = new_secret()
    open_now = Invitation.objects.visible_to(asked_by).open().filter(pk=invitation_id)
    if not open_now.update(secret_hash=hashed, sent_at=clock.now()):
        return
    link = settings.SITE_URL + reverse("invitations:open", args=[secret])
    send_email(
        open_now.get().email,
        _("Sign in"),
        _("You can set up your sign-in now. Open this page. It works once, in the next 48 hours."),
        link,
        _("You did not expect this? Then do nothing. It ends by itself."),
    )
