"""How a feed says who it is: a key of its own in the header, for this one door and no other."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from justice_portal.access import SYSTEM
from justice_portal.people.feeds.models import Feed, key_hash


class FeedKey(BaseAuthentication):
    """`Authorization: Feed KEY`. What a feed sends is taken in by the product; the feed itself is no user."""

    def authenticate(self, request: Request) -> tuple[Any, Feed] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"feed":
            return None
        feed = Feed.objects.within(SYSTEM, None).live().filter(key_hash=_hash_of(parts)).first()
        if feed is None:
            raise AuthenticationFailed("This key opens nothing.")
        return _Caller(), feed

    def authenticate_header(self, request: Request) -> str:
        return "Feed"


def _hash_of(parts: list[bytes]) -> str:
    return key_hash(parts[1].decode("latin-1")) if len(parts) == 2 else ""


class _Caller:
    """Who calls, for the framework: somebody, who holds nothing."""

    pk = None
    is_authenticated = True
    is_active = True


class IsFeed(BasePermission):
    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, Feed)


class FeedKeyScheme(OpenApiAuthenticationExtension):
    """The key in the OpenAPI text."""

    target_class = FeedKey
    name = "feedKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "Feed KEY, as `manage.py feeds open` told it.",
        }
