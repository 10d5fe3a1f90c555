"""Codes go out through the queue, sealed: who reads the table of jobs reads no code."""

import json
from uuid import uuid4

from django.utils import translation

from justice_portal.access import SYSTEM
from justice_portal.accounts.adapters import seal
from justice_portal.jobs.queue import enqueue
from justice_portal.phones.jobs import send_code, send_invitation


def post_code(to: str, code: str) -> None:
    """Send a sign-in code to an email address or a number. With nobody to send to, it costs the same (T26)."""
    letter = json.dumps({"to": to, "code": code, "language": translation.get_language() or "en"})
    enqueue(send_code, seal().encrypt(letter.encode()).decode(), key=f"code:{uuid4()}", by=SYSTEM)


def post_invitation(to: str, code: str, language: str) -> None:
    """Send a code to join with."""
    letter = json.dumps({"to": to, "code": code, "language": language})
    enqueue(send_invitation, seal().encrypt(letter.encode()).decode(), key=f"invitation:{uuid4()}", by=SYSTEM)
