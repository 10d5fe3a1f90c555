"""How allauth is bent to our rules: nobody signs up by themselves, secrets are sealed, our throttle counts."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts import doors
from justice_portal.accounts.models import Door, User

#: One sentence for every reason, so that it tells nobody which names exist.
NOT_LET_IN = _("This name and passphrase did not work. Check them and try again. After many tries, wait 10 minutes.")
WRONG_CODE = _("This code did not work. Wait for the next code and try again. After many tries, wait 10 minutes.")
#: How long a sign-in counts as fresh enough to see recovery codes or add a device, in seconds.
FRESH_FOR = 300


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation and reception, never by the visitor; staff come in through the staff door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_LET_IN,
        "incorrect_password": NOT_LET_IN,
        "too_many_login_attempts": NOT_LET_IN,
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        return doors.check(request, Door.STAFF, credentials.get("username", ""), credentials.get("password", ""))

    def login(self, request: HttpRequest, user: User) -> None:
        doors.let_in(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own paths: no host at all, so that none can be forged."""
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whether the last passphrase or code of this session is older than FRESH_FOR."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > FRESH_FOR

    def is_ajax(self, request: HttpRequest) -> bool:
        return False  # the doors are pages, whatever the caller says it accepts

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's own messages are not in our words; the pages say what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth stores TOTP secrets as they are; we seal them with the newest field key."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in settings.FIELD_KEYS]
    )
