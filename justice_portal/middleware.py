"""What every request passes through."""

import logging
import re
import select
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from justice_portal import errors, logs
from justice_portal.history.acting import acting

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def request_id(get_response: Handler) -> Handler:
    """Give the request an id for the logs: nginx's, when it looks like one, or our own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = logs.request_id.set(given if REQUEST_ID.fullmatch(given) else str(uuid.uuid4()))
        try:
            return get_response(request)
        finally:
            logs.request_id.reset(token)

    return middleware


#: What a browser of ours ever sends; the API says of each of its own addresses what it takes.
METHODS = {"GET", "HEAD", "POST"}


def known_methods(get_response: Handler) -> Handler:
    """Refuse every other way of asking at the door, so that no page has to think of it (TRACE, PUT, made-up words)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in METHODS or errors.wants_json(request):
            return get_response(request)
        return HttpResponseNotAllowed(sorted(METHODS))

    return middleware


#: What answers without the database.
WITHOUT_DATABASE = ("/health/",)


def has_ended(database: Any) -> bool:
    """Whether a kept connection may have been closed from the other end: then there is something to read, its end.

    It asks the socket, not the database: a network that swallows everything is found by neither, and by the first
    statement alike.
    """
    kept = database.connection
    if kept is None:
        return False
    if kept.closed:
        return True
    waiting = select.poll()
    waiting.register(kept.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(waiting.poll(0))


def database_answers(get_response: Handler) -> Handler:
    """Look for the database once, at the door: each later look would wait as long again for the same answer (F25)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info not in WITHOUT_DATABASE:
            try:
                if has_ended(connection):
                    connection.health_check_done = False  # type: ignore[attr-defined]
                    connection.close_if_health_check_failed()
                connection.health_check_done = True  # type: ignore[attr-defined] # asked: no statement is sent for it
                connection.ensure_connection()
            except OperationalError:
                logger.error("the database does not answer")
                return errors.away(request)
        return get_response(request)

    return middleware


def reader_settings(get_response: Handler) -> Handler:
    """Speak the reader's language: what the person chose, wherever they sign in, else the cookie of this browser."""
    known = {code for code, _name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if request.user.is_authenticated and request.user.language:
            language = request.user.language
        translation.activate(language if language in known else "en")
        request.LANGUAGE_CODE = translation.get_language()
        response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        translation.deactivate()
        return response

    return middleware


def who_acts(get_response: Handler) -> Handler:
    """What the database keeps of each change names the user of this request: the one it has then, also after sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with acting(lambda: request.user):
            return get_response(request)

    return middleware


#: What staff who have not passed their second factor may open: the doors themselves.
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_login",
    "account_logout",
    "sign-out",
    "mfa_authenticate",
    "mfa_activate_totp",
    "passkey-options",
    "passkey-add",
    "account_reauthenticate",
}


def staff_second_factor(get_response: Handler) -> Handler:
    """Staff, mentors and administrators reach nothing but their sign-in until they passed a second factor."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not user.needs_second_factor or user.is_verified():  # type: ignore[attr-defined]
            return None
        match = request.resolver_match
        if match and (match.url_name in OPEN_WITHOUT_SECOND_FACTOR or not getattr(view, "login_required", True)):
            return None
        if match and match.app_name == "admin":
            return None  # the admin site has the same rule, and its own sign-in page
        return HttpResponseRedirect(reverse("mfa_activate_totp"))

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


#: What a page of ours never uses, so that a script that got in could not either.
UNUSED_POWERS = ", ".join(
    f"{power}=()"
    for power in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
        "serial",
        "bluetooth",
        "midi",
    )
)


def barred_by_alert(get_response: Handler) -> Handler:
    """An alert that lets a person sign in nowhere ends what is open, with the next page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or user.needs_second_factor or not user.is_barred:
            return None
        from justice_portal.accounts.doors import let_out  # noqa: PLC0415  the doors need the apps

        return let_out(request, HttpResponseRedirect(reverse("accounts:sign-in")))

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def private_by_default(get_response: Handler) -> Handler:
    """Nothing is cached between people unless a view says so, and nothing of ours is shown inside another site (T91)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", UNUSED_POWERS)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


TRUSTED_TYPES = ("require-trusted-types-for", "trusted-types")


def admin_reports_trusted_types(get_response: Handler) -> Handler:
    """Django admin's jQuery turns text into markup: there, Trusted Types report only. Everywhere else they are enforced."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response: Any = get_response(request)
        if request.resolver_match and request.resolver_match.app_name == "admin":
            directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
            response._csp_replace = {**getattr(response, "_csp_replace", {}), **dict.fromkeys(TRUSTED_TYPES)}  # noqa: SLF001 - how django-csp is told
            response._csp_config_ro = {name: directives[name] for name in TRUSTED_TYPES}  # noqa: SLF001
        return response

    return middleware


def domain_errors(get_response: Handler) -> Handler:
    """Show a DomainError that no form caught as a page with status 409."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, errors.DomainError):
            return errors.domain_error(request, error)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
