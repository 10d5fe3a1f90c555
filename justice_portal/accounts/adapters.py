"""How allauth is bent to our rules: nobody signs up by themselves, secrets are sealed, our throttle counts."""

import base64
import hashlib
import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal.accounts import doors
from justice_portal.accounts.models import Door, User
from justice_portal.own_address import own_address

#: One sentence for every reason, so that it tells nobody which names exist.
NOT_LET_IN = _("This name and passphrase did not work. Check them and try again. After many tries, wait 10 minutes.")
WRONG_CODE = _("This code did not work. Wait for the next code and try again. After many tries, wait 10 minutes.")
#: Where a session of the phone door keeps which phone it is.
OWN_PHONE = "own_phone"
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
        return doors.check(request, credentials.get("username", ""), credentials.get("password", ""))

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A person comes in by a phone only where that is open to them: never while in prison."""
        if user.door == Door.TABLET and not phone_of(user):
            clear_login(request)
            return HttpResponseRedirect(reverse("account_request_login_code"))
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: User) -> None:
        if user.door != Door.TABLET:
            doors.let_in(request, user)
        elif phone := phone_of(user):
            doors.let_in(request, user, door=Door.PHONE)
            request.session[OWN_PHONE] = str(phone.pk)

    def generate_login_code(self) -> str:
        return f"{secrets.randbelow(10**6):06}"

    def generate_phone_verification_code(self, *, user: User, phone: str) -> str:
        return self.generate_login_code()

    def get_phone(self, user: User) -> None:
        """Which number is whose is kept in justice_portal.phones."""

    def set_phone_verified(self, user: User, phone: str) -> None:
        """It is kept there too, when the person joins."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The library's letters are not in our words: of them all only the code goes out, in ours."""
        if template_prefix == "account/email/login_code":
            _post_code(email, context["code"])

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        _post_code(phone, code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Nobody is told that a number is unknown."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own paths: no host at all, so that none can be forged."""
        return bool(own_address(url))

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
        return seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return seal().decrypt(encrypted_text.encode()).decode()

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """For people a passkey is a way in like the codes that are sent, never a second step that could shut them out."""
        return super().is_mfa_enabled(user, types) and user.needs_second_factor


def phone_of(user: User) -> Any:
    """The own phone by which this person may come in now; None for everybody else."""
    from justice_portal.phones.models import OwnPhone  # noqa: PLC0415

    return OwnPhone.objects.live().filter(person__user=user).first()


def _post_code(to: str, code: str) -> None:
    from justice_portal.phones.sending import post_code  # noqa: PLC0415

    post_code(to, code)


def seal() -> MultiFernet:
    """Seals what is kept or handed on in the database and must not be read there."""
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in settings.FIELD_KEYS]
    )
