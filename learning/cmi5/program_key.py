"""How a program that a tutor runs says who it is: a key of that tutor, for the API of cmi5 and for a day."""

import base64
import binascii
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from justice_portal.accounts.models import User

SALT, LASTS, NAME = "learning.cmi5.program", timedelta(hours=24), "tutor"


def make_key(user: User) -> str:
    """A key that opens what its tutor may do here. A new passphrase ends it; so does the end of the account."""
    return signing.dumps({"user": str(user.pk), "seal": user.get_session_auth_hash()[:20]}, salt=SALT)


def user_of(key: str) -> User | None:
    try:
        told = signing.loads(key, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    user: User | None = User.objects.filter(pk=told["user"], is_active=True).first()
    if user is None or not constant_time_compare(told["seal"], user.get_session_auth_hash()[:20]):
        return None
    return user


class ProgramKey(BaseAuthentication):
    """`Authorization: Basic` with the name "tutor" and the key."""

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        parts = get_authorization_header(request).split()
        if len(parts) != 2 or parts[0].lower() != b"basic":
            return None
        try:
            name, _colon, key = base64.b64decode(parts[1], validate=True).decode("ascii").partition(":")
        except (binascii.Error, ValueError):
            name = key = ""
        user = user_of(key) if name == NAME else None
        if user is None:
            raise AuthenticationFailed("This key opens nothing.")
        return user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Basic realm="cmi5"'


class ProgramKeyScheme(OpenApiAuthenticationExtension):
    """The key in the OpenAPI text."""

    target_class = ProgramKey
    name = "tutorKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "basic",
            "description": "The name `tutor` and the key that `manage.py cmi5_key EMAIL` told. It works for a day.",
        }
