"""The door of the record store: who asks, in which version, and how every answer looks.

A provider signs in with its own key and secret, for these addresses only; no user comes in this way, and no session.
"""

import base64
import binascii
import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from justice_portal.access import SYSTEM
from learning.xapi import shapes
from learning.xapi.finding import consistent_through
from learning.xapi.models import Provider, secret_hash
from learning.xapi.problems import Refused

#: The addresses, and the version that each answers in.
ANSWERS_AS = {"2.0": "2.0.0", "1.0.3": "1.0.3"}
ACCEPTS = {"2.0": ("2.0",), "1.0.3": ("1.0",)}
#: What a form may say in place of a header, in 1.0.3 (Communication 1.3).
FORM_HEADERS = (
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
)

logger = logging.getLogger("justice_portal.security")


@dataclass
class Asked:
    """A request as the standard sees it, however it was sent."""

    method: str
    version: str
    params: dict[str, str]
    headers: Mapping[str, str]
    body: bytes
    content_type: str
    base: str
    provider: Any = None
    hears: Callable[[list[dict[str, Any]]], None] | None = None  # holds new statements to rules beyond the standard's

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


Answer = Callable[[Asked], HttpResponse]


def door(
    *methods: str, is_open: bool = False, tells_time: bool = False
) -> Callable[[Answer], Callable[..., HttpResponse]]:
    """Make an address of a function. is_open: for anybody, in any version. tells_time: says how far what it finds reaches.

    Who calls the address from our own code may say how its caller is known: `who` gives the provider, or raises Refused.
    """

    def decorate(answer: Answer) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @login_not_required
        @wraps(answer)
        def view(
            request: HttpRequest, version: str, *, who: Callable[[Asked], Provider] | None = None, **given: str
        ) -> HttpResponse:
            asked = None
            try:
                asked = _read(request, version)
                asked.params.update({f"/{name}": value for name, value in given.items()})
                if not is_open:
                    asked.provider = (who or _who)(asked)
                    _check_version(asked)
                if asked.method not in methods:
                    raise Refused("This address does not take that method.", 405)
                response = answer(asked)
            except RequestDataTooBig:
                response = _refusal(Refused("That is too large.", 413))
            except Refused as refused:
                response = _refusal(refused)
            response.headers["X-Experience-API-Version"] = ANSWERS_AS[version]
            if tells_time and asked and asked.provider and asked.method in {"GET", "HEAD"}:
                response.headers["X-Experience-API-Consistent-Through"] = shapes.written(
                    consistent_through(asked.provider)
                )
            return response

        return view

    return decorate


def _refusal(refused: Refused) -> HttpResponse:
    response = JsonResponse({"error": str(refused)}, status=refused.answer)
    if refused.answer == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    if refused.answer == 429:
        response.headers["Retry-After"] = "3600"
    return response


def _read(request: HttpRequest, version: str) -> Asked:
    params = dict(request.GET.items())
    if any(len(request.GET.getlist(name)) > 1 for name in params):
        raise Refused("A parameter is given twice.")
    headers = {name.lower(): value for name, value in request.headers.items()}
    asked = Asked(
        request.method or "GET",
        version,
        params,
        headers,
        request.body,
        request.headers.get("Content-Type", ""),
        f"/xapi/{version}",
    )
    if "method" not in params or version != "1.0.3":
        return asked
    return _from_form(asked)


def _from_form(asked: Asked) -> Asked:
    """The request that a form stands for: a POST that says which method it means, and nothing else, in its address."""
    if asked.method != "POST" or set(asked.params) != {"method"}:
        raise Refused("A request in a form is a POST with the method, and nothing else, in its address.")
    method = asked.params["method"].upper()
    if not asked.content_type.lower().startswith("application/x-www-form-urlencoded"):
        raise Refused("A request in a form is a form.")
    try:
        form = dict(
            parse_qsl(asked.body.decode("utf-8"), keep_blank_values=True, strict_parsing=True, max_num_fields=40)
        )
    except ValueError as error:
        raise Refused("The form cannot be read.") from error
    headers = {**asked.headers}
    for name in list(form):
        if name.lower() in FORM_HEADERS:
            headers[name.lower()] = form.pop(name)
    content = form.pop("content", None)
    if method in {"PUT", "POST"} and content is None:
        raise Refused("The form has no content.")
    given = headers.get("content-type", "")
    kind = "application/json" if "urlencoded" in given.lower() else given
    return Asked(method, asked.version, form, headers, (content or "").encode(), kind, asked.base)


def _check_version(asked: Asked) -> None:
    told = asked.header("X-Experience-API-Version")
    accepted = ACCEPTS[asked.version]
    if not any(told == one or told.startswith(f"{one}.") for one in accepted) or not shapes.VERSION.fullmatch(told):
        raise Refused(f"X-Experience-API-Version must be {accepted[0]}, or a patch of it.")


def key_and_secret(asked: Asked) -> tuple[str, str]:
    """What stands in the header of who asks; two empty texts when it is not as it should be."""
    kind, _space, told = asked.header("Authorization").partition(" ")
    try:
        key, colon, secret = base64.b64decode(told.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        key = colon = secret = ""
    is_sound = kind.lower() == "basic" and colon and len(key) <= 40 and "\0" not in key
    return (key, secret) if is_sound else ("", "")


def _who(asked: Asked) -> Provider:
    """The provider whose key and secret these are. Raises Refused (401) otherwise."""
    key, secret = key_and_secret(asked)
    provider: Provider | None = None
    if key:
        provider = Provider.objects.within(SYSTEM, None).live().filter(key=key).first()
    if provider is None or not hmac.compare_digest(provider.secret_hash, secret_hash(secret)):
        logger.warning("xapi refused")
        raise Refused("This key and secret open nothing.", 401)
    return provider
