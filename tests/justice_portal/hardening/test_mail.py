"""What an email tells besides its words, and what a script keeps."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["a\nBcc: all@evil.example", "a\r\nSubject: x", "a\rb"])
def test_no_name_gets_into_the_head_of_an_email(settings, name):
    """V1.3.11: a line break in any line of the head is refused, never sent."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for given in ({"subject": name}, {"to": [f"{name}@example.com"]}, {"from_email": name}):
        with pytest.raises((BadHeaderError, ValueError)):
            EmailMessage(**{"subject": "x", "body": "x", "to": ["a@example.com"], **given}).send()
    assert not getattr(mail, "outbox", [])
