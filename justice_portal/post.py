"""Letters that leave the house: emails and text messages. Called by jobs, never inside a request.

A lost phone shows them to anyone (T10): no name, no place, nothing about the matter. They say what notices say: sign in.
"""

import json
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string

from justice_portal import clock


def send_email(to: str, subject: str, *parts: str) -> None:
    """Send plain paragraphs."""
    send_mail(subject, "\n\n".join(parts), settings.DEFAULT_FROM_EMAIL, [to])


def send_text(to: str, words: str) -> None:
    """Send a text message, through the backend that the deployment names."""
    import_string(settings.TEXT_MESSAGE_BACKEND)(to, words)


def text_to_file(to: str, words: str) -> None:
    """The backend of a demo and of tests: each message is a file, beside the emails."""
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(parents=True, exist_ok=True)
    row = {"at": clock.now().isoformat(), "to": to, "words": words}
    (folder / f"{clock.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.text.json").write_text(json.dumps(row))
