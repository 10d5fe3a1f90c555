"""Letters to own phones: the code to sign in with, and that there is something new."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal.accounts.adapters import seal
from justice_portal.jobs.registry import job
from justice_portal.phones.models import OwnPhone
from justice_portal.post import send_email, send_text


@job(seconds=30)
def send_code(sealed: str, *, asked_by: Any) -> None:
    """Send it. It says "sign in" and the code: not to whom, by whom or for what (T10)."""
    letter = json.loads(seal().decrypt(sealed.encode()))
    if not letter["to"]:
        return
    with translation.override(letter["language"]):
        _send(letter["to"], _("Sign in. Your code is %(code)s") % {"code": letter["code"]})


@job(seconds=30)
def send_invitation(sealed: str, *, asked_by: Any) -> None:
    """Send the code to join with. It does not say what for: who it is for was told by their officer (T10, T61)."""
    letter = json.loads(seal().decrypt(sealed.encode()))
    with translation.override(letter["language"]):
        words = _("Sign in at %(address)s Your code is %(code)s It works once, for 7 days.")
        _send(letter["to"], words % {"address": settings.SITE_URL + reverse("phones:join"), "code": letter["code"]})


def _send(to: str, words: str) -> None:
    """By email or by text, as the address is."""
    if "@" in to:
        send_email(to, _("Sign in"), words)
    else:
        send_text(to, words)


def tell(phone: OwnPhone, words: str) -> None:
    """Send these words, which name nobody and no place, the way that the phone's person joined with."""
    if phone.number:
        send_text(phone.number, words)
    else:
        send_email(phone.email, _("You have something new"), words, settings.SITE_URL)


@job(seconds=30)
def send_news(phone_id: str, *, asked_by: Any) -> None:
    """Say that there is something new, unless the phone was stopped in the meantime."""
    phone = OwnPhone.objects.visible_to(asked_by).live().select_related("person__user").filter(pk=phone_id).first()
    if phone is None or phone.person.user is None:
        return
    with translation.override(phone.person.user.language):
        tell(phone, _("You have something new. Sign in."))
