"""The letter with a code."""

import json
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from justice_portal.accounts.adapters import seal
from justice_portal.jobs.registry import job
from justice_portal.post import send_email, send_text


@job(seconds=30)
def send_code(sealed: str, *, asked_by: Any) -> None:
    """Send it. It says "sign in" and the code: not to whom, by whom or for what (T10)."""
    letter = json.loads(seal().decrypt(sealed.encode()))
    if not letter["to"]:
        return
    with translation.override(letter["language"]):
        words = _("Sign in. Your code is %(code)s") % {"code": letter["code"]}
        if "@" in letter["to"]:
            send_email(letter["to"], _("Sign in"), words)
        else:
            send_text(letter["to"], words)
