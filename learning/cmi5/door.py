"""What a part reaches while it is open: its token (8.2) and the record store, at the second host and nowhere else.

The token opens the store for one launch: what is its learner's, in its registration, until it ends. The store's own rules
come after these.
"""

import base64
import hmac
import re
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils import translation

from justice_portal.access import SYSTEM
from learning.cmi5.actions import give_token, note_read, take_in
from learning.cmi5.course import activity_of, units_of
from learning.cmi5.fence import check_access, is_own_launch_data, is_own_preferences
from learning.cmi5.keeping import provider_of
from learning.cmi5.launching import launch_named
from learning.cmi5.models import Launch, Registration
from learning.cmi5.rules import Session
from learning.packages.content_host import opens_at
from learning.xapi.door import Asked, key_and_secret
from learning.xapi.models import Provider, StatementKey, secret_hash
from learning.xapi.problems import Refused

FETCH, STORE, DONE = r"/cmi5/fetch/(?P<sealed>[\w:.-]{10,200})", r"/xapi/.{1,400}", r"/cmi5/done/(en|cy)/"
USED, SECURITY = "1", "2"


def register() -> None:
    """Open the addresses of this room on the second host."""
    opens_at(FETCH, fetch)
    opens_at(STORE, store)
    opens_at(DONE, done)


def fetch(request: HttpRequest) -> HttpResponseBase:
    """The token, once; then, and for a launch that is over, an error of the standard, with status 200 (8.2.1, 8.2.3)."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    found = re.fullmatch(FETCH, request.path_info)
    key = launch_named(found["sealed"]) if found else None
    launch = Launch.objects.visible_to(SYSTEM).filter(pk=key).first() if key else None
    if launch is None:
        return _told({"error-code": SECURITY, "error-text": "This address opens nothing."})
    token = give_token(launch, by=SYSTEM)
    if token is None:
        return _told({"error-code": USED, "error-text": "The token was given out before, or the session is over."})
    return _told({"auth-token": _basic(launch.pk, token)})


def _basic(key: UUID, token: str) -> str:
    return base64.b64encode(f"{key.hex}:{token}".encode()).decode()


def _told(words: dict[str, str]) -> HttpResponse:
    response = JsonResponse(words)
    response.headers["Cache-Control"] = "no-store"
    return response


def done(request: HttpRequest) -> HttpResponseBase:
    """Where a part goes when it is done: a page that says so, inside the frame."""
    with translation.override(request.path_info.split("/")[-2]):  # nobody is known here, so the address says it
        page = render_to_string("learning/cmi5/done.html", {"style": static("dist/package-frame.css")})
    response = HttpResponse(page)
    # It holds nothing to press and nothing to read of anybody, so it matters not which page stands around it.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'"
    return response


def store(request: HttpRequest) -> HttpResponseBase:
    """The record store, for one launch. All that a request changes is kept together, or nothing of it."""
    try:
        found = resolve(re.sub(r"/{2,}", "/", request.path_info), urlconf="learning.xapi.urls")
    except Resolver404:
        return HttpResponse(status=404)
    with transaction.atomic():
        caller = Caller(found.url_name)
        response: HttpResponse = found.func(request, **found.kwargs, who=caller.provider)
        if response.status_code < 300:
            caller.note()
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("WWW-Authenticate", None)  # a browser would ask the learner for a name and a passphrase
    return response


class Caller:
    """One request of a launch. place: the name of the address that it asks."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.launch: Launch | None = None
        self.asked: Asked | None = None
        self.session: Session | None = None

    def provider(self, asked: Asked) -> Provider:
        """The part of the store that belongs to the course. Raises Refused."""
        launch = _launch_of(asked)
        provider = provider_of(launch.registration.package)
        self.asked, self.launch = asked, launch
        if not launch.is_open:
            self._only_the_end_again(asked)
            return provider
        check_access(asked, self.place, launch, provider)
        asked.hears = self._hear
        return provider

    def _only_the_end_again(self, asked: Asked) -> None:
        """After the end nothing is taken (9.3.8), but for the very statement that ended it, whose answer was lost."""

        def hears(told: list[dict[str, Any]]) -> None:
            last = str(self.launch.last_statement) if self.launch and self.launch.last_statement else ""
            if [one.get("id", "").lower() for one in told] != [last]:
                raise Refused("cmi5 9.3.8: the session is over.", 403)

        if self.place != "statements" or asked.method not in {"PUT", "POST"}:
            raise Refused("cmi5 9.3.8: the session is over.", 403)
        asked.hears = hears

    def _hear(self, told: list[dict[str, Any]]) -> None:
        launch = self.launch
        if launch is None:
            raise Refused("Nobody is known here.", 401)
        ids = [one["id"] for one in told if "id" in one]
        known = {
            str(key)
            for key in StatementKey.objects.within(SYSTEM, None).filter(pk__in=ids).values_list("pk", flat=True)
        }
        unit = units_of(launch.registration.package)[launch.unit]
        self.session = Session(
            launch=launch,
            activity=activity_of(launch.registration.package, launch.unit),
            makers=unit["id"],
            mastery=float(unit["mastery"]) if unit["mastery"] else None,
            said=[*launch.said],
            before={"completed", "passed", "failed"} & set(launch.registration.state(launch.unit)),
            begun=launch.begun,
        )
        self.session.hear([one for one in told if one.get("id", "").lower() not in known])

    def note(self) -> None:
        """Keep what the request says of the learner, once the store has taken it."""
        launch, asked = self.launch, self.asked
        if launch is None or asked is None or not launch.is_open:
            return
        if self.session is not None:
            take_in(launch, heard=self.session.heard, by=SYSTEM)
        elif asked.method == "GET" and self.place == "state" and is_own_launch_data(asked, launch):
            note_read(launch, what="has_data", by=SYSTEM)
        elif self.place == "agent-profile" and is_own_preferences(asked):
            note_read(launch, what="has_preferences", by=SYSTEM)


def _launch_of(asked: Asked) -> Launch:
    """The launch whose token this is, with its registration locked. Raises Refused (401)."""
    key, secret = key_and_secret(asked)
    launch: Launch | None = None
    if re.fullmatch(r"[0-9a-f]{32}", key):
        launch = Launch.objects.within(SYSTEM, None).exclude(token_hash="").filter(pk=UUID(key)).first()
    if launch is None or not hmac.compare_digest(launch.token_hash, secret_hash(secret)):
        raise Refused("This token opens nothing.", 401)
    rows = Registration.objects.within(SYSTEM, None).select_related("package", "package_try")
    held = rows.select_for_update(of=("self",)).get(pk=launch.registration_id)
    launch.refresh_from_db()
    launch.registration = held
    return launch
