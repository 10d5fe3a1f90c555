"""GOV.UK Notify as the backend of text messages and emails, where the deployment says so.

    TEXT_MESSAGE_BACKEND=justice_portal.govuk_notify.send_text
    EMAIL_BACKEND=justice_portal.govuk_notify.EmailBackend
    NOTIFY_API_KEY, NOTIFY_TEXT_TEMPLATE, NOTIFY_EMAIL_TEMPLATE; NOTIFY_URL for another address than the service's own

Each template at Notify has one field, ((words)), and the email's subject ((subject)): all words are ours, in the reader's language.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import urllib.request
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend

from justice_portal import clock
from justice_portal.environment import env

THEIRS = "https://api.notifications.service.gov.uk"
SECONDS = 10
#: name-of-the-key-<service id>-<secret>: the last two are UUIDs.
KEY = re.compile(r".*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


class NotifyRefused(Exception):
    """Notify did not take the message. Says the status and Notify's own name for the error, never the words or to whom."""


def send_text(to: str, words: str) -> None:
    """Send one text message; raises NotifyRefused, so that the job tries again."""
    _send("sms", {"phone_number": to, "template_id": env("NOTIFY_TEXT_TEMPLATE"), "personalisation": {"words": words}})


class EmailBackend(BaseEmailBackend):
    """Django's emails through Notify: plain words, one to whom each."""

    def send_messages(self, email_messages: Any) -> int:
        sent = 0
        for message in email_messages:
            for to in message.recipients():
                fields = {"subject": str(message.subject), "words": str(message.body)}
                body = {"email_address": to, "template_id": env("NOTIFY_EMAIL_TEMPLATE"), "personalisation": fields}
                try:
                    _send("email", body)
                except NotifyRefused:
                    if not self.fail_silently:
                        raise
                else:
                    sent += 1
        return sent


def _send(kind: str, body: dict[str, Any]) -> None:
    address = f"{os.environ.get('NOTIFY_URL', THEIRS).rstrip('/')}/v2/notifications/{kind}"
    if urlsplit(address).scheme not in {"https", "http"}:
        raise ImproperlyConfigured("NOTIFY_URL must be an https address.")
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {_token()}"}
    asked = urllib.request.Request(address, json.dumps(body).encode(), headers, method="POST")  # noqa: S310 - scheme checked
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 - scheme checked
            answer.read()
    except HTTPError as error:
        with error:
            raise NotifyRefused(f"{error.code} {_name_of(error.read(10_000))}") from None
    except (URLError, TimeoutError, ConnectionError) as error:
        raise NotifyRefused(type(error).__name__) from None


def _token() -> str:
    """A JSON Web Token signed with the secret part of the key, as Notify asks for: who we are, and when."""
    found = KEY.fullmatch(env("NOTIFY_API_KEY"))
    if found is None:
        raise ImproperlyConfigured("NOTIFY_API_KEY must be a whole key of GOV.UK Notify.")
    service, secret = found.groups()
    head = _part({"typ": "JWT", "alg": "HS256"})
    claims = _part({"iss": service, "iat": int(clock.now().timestamp())})
    signature = hmac.digest(secret.encode(), f"{head}.{claims}".encode(), hashlib.sha256)
    return f"{head}.{claims}.{_base64(signature)}"


def _part(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _name_of(answer: bytes) -> str:
    """The kind of error in Notify's answer; its message may repeat what was sent."""
    try:
        return str(json.loads(answer)["errors"][0]["error"])[:60]
    except (ValueError, KeyError, IndexError, TypeError):
        return ""
