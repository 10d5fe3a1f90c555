"""How allauth is bent to our rules: nobody signs up by themselves, secrets are sealed, names keep one case."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation and reception, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def _seal() -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in settings.FIELD_KEYS]
    )


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth stores TOTP secrets as they are; we seal them with the newest field key (STACK, trap of section 1)."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()
