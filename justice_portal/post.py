"""Letters that leave the house: emails and text messages. Called by jobs, never inside a request.

A lost phone shows them to anyone (T10): no name, no place, nothing about the matter. They say what notices say: sign in.
"""

import email
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class Sent:
    """A letter that lies in the outbox of a demo."""

    at: datetime
    to: str
    words: str


def outbox() -> list[Sent]:
    """What a demo would have sent, newest first. Only the backends that write files leave anything here."""
    return sorted(_letters(Path(settings.EMAIL_FILE_PATH)), key=lambda one: one.at, reverse=True)


def _letters(folder: Path) -> Iterator[Sent]:
    for file in folder.glob("*.text.json"):
        row = json.loads(file.read_text())
        yield Sent(datetime.fromisoformat(row["at"]), row["to"], row["words"])
    for file in folder.glob("*.log"):
        for part in file.read_text().split(f"\n{'-' * 79}\n"):
            if part.strip():
                letter: Any = email.message_from_string(part, policy=policy.default)
                yield Sent(letter["date"].datetime, letter["to"], letter.get_content().strip())


def text_to_file(to: str, words: str) -> None:
    """The backend of a demo and of tests: each message is a file, beside the emails."""
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(parents=True, exist_ok=True)
    row = {"at": clock.now().isoformat(), "to": to, "words": words}
    (folder / f"{clock.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.text.json").write_text(json.dumps(row))
