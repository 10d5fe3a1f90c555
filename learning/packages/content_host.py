"""The second host: it serves the files of packages and the frame around them, and nothing else of the product (T72, T75).

No cookie is set or read here, nobody is signed in here, and no page of the portal can be had under this name. What may
be had is named by the sealed address. Hostile scripts are held by the headers below, in every browser that plays them.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

from justice_portal.access import SYSTEM
from justice_portal.files import open_stored
from justice_portal.middleware import UNUSED_POWERS
from learning.packages.address import Ticket, content_host, ticket_of
from learning.packages.models import Kind, Package, PackageFile, PackageOpening

Handler = Callable[[HttpRequest], HttpResponseBase]
#: Other addresses of this host, by what a room declares (opens_at). They know their callers by a token, and by nothing else.
DOORS: list[tuple[re.Pattern[str], Handler]] = []
ADDRESS = re.compile(r"/p/(?P<sealed>[\w:.-]{20,500})/(?:c/(?P<name>.{1,900}))?")
RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
PIECE = 128 * 1024
POWERS = f"{UNUSED_POWERS}, clipboard-read=(), clipboard-write=(), fullscreen=(self), autoplay=(self)"
#: What a frame may do: run scripts as its own origin. No pop-ups, no dialogs, no downloads, no way to the page above.
MAY = "allow-scripts allow-same-origin allow-forms"
HELD = {
    "default-src": "'self' data: blob:",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "connect-src": "'self'",
    "worker-src": "'none'",
    "object-src": "'none'",
    "form-action": "'none'",
    "base-uri": "'self'",
    "frame-src": "'self'",
    "sandbox": MAY,
}
#: Scripts that are the run-time of a kind of package.
OF_2004 = ("scorm2004-types.js", "scorm2004.js")
RUN_TIMES = {Kind.SCORM_12: ("scorm12.js",), Kind.SCORM_2004_3: OF_2004, Kind.SCORM_2004_4: OF_2004}
#: Our own page around the content runs our own scripts only.
FRAME_HELD = {**HELD, "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "connect-src": "'none'"}


def opens_at(pattern: str, handler: Handler) -> None:
    """Have a handler answer for addresses of the second host. Called once, when the product starts."""
    DOORS.append((re.compile(pattern), handler))


def second_host(get_response: Handler) -> Handler:
    """Answer all that is asked of the second host here, before anybody is looked for; let all else pass."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.META.get("HTTP_HOST", "").lower() != content_host():
            return get_response(request)
        return _closed(_answer(request))

    return middleware


def _answer(request: HttpRequest) -> HttpResponseBase:
    for pattern, handler in DOORS:
        if pattern.fullmatch(request.path_info):
            return handler(request)
    found = ADDRESS.fullmatch(request.path_info)
    ticket = ticket_of(found["sealed"]) if found else None
    if found is None or ticket is None or not _is_open(ticket):
        return _refused(404)
    if request.method not in {"GET", "HEAD"}:
        return _refused(405)
    if "Service-Worker" in request.headers:
        return _refused(403)  # a script that would outlive the page, and answer for other packages
    response = _file(request, ticket, found["name"]) if found["name"] else _frame(ticket)
    held = FRAME_HELD if not found["name"] else HELD
    rules = "; ".join(f"{name} {value}" for name, value in held.items())
    response["Content-Security-Policy"] = f"{rules}; frame-ancestors 'self' {ticket.portal}"
    return response


def _is_open(ticket: Ticket) -> bool:
    """Whether the opening is still the newest one of its learner. Who only looks has none."""
    openings = PackageOpening.objects.visible_to(SYSTEM)
    return ticket.opening is None or openings.filter(pk=ticket.opening, package_try__package=ticket.package).exists()


def _frame(ticket: Ticket) -> HttpResponseBase:
    """Our own page around the content: the run-time that content looks for in the windows above it, and our script."""
    package = Package.objects.visible_to(SYSTEM).filter(pk=ticket.package).first()
    if package is None:
        return _refused(404)
    scripts = [static(f"dist/{name}") for name in (*RUN_TIMES.get(package.kind, ()), "package-frame.js")]
    page = {"scripts": scripts, "style": static("dist/package-frame.css"), "portal": ticket.portal}
    response = HttpResponse(render_to_string("learning/packages/frame.html", page))
    response["Clear-Site-Data"] = '"storage"'  # what another reader of this tablet left here
    response["Cache-Control"] = "no-store"
    return response


def _file(request: HttpRequest, ticket: Ticket, name: str) -> HttpResponseBase:
    files = PackageFile.objects.visible_to(SYSTEM).filter(package=ticket.package)
    row = files.filter(name=name).select_related("package").first()
    if row is None or not row.package.content_path:
        return _refused(404)
    begin, end = _wanted(request, row.size)
    is_part = (begin, end) != (0, row.size)
    pieces = _pieces(row.package.content_path, row.offset + begin, end - begin)
    response = StreamingHttpResponse(pieces, content_type=row.content_type, status=206 if is_part else 200)
    response["Content-Length"] = str(end - begin)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=10800"
    if is_part:
        response["Content-Range"] = f"bytes {begin}-{end - 1}/{row.size}"
    return response


def _wanted(request: HttpRequest, size: int) -> tuple[int, int]:
    """From where to where: one range, as players of sound and film ask for; all of it for anything else."""
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if not found or not (found[1] or found[2]):
        return 0, size
    begin = int(found[1]) if found[1] else max(0, size - int(found[2]))
    end = min(size, int(found[2]) + 1) if found[1] and found[2] else size
    return (begin, end) if begin < end else (0, size)


def _pieces(path: str, begin: int, left: int) -> Iterator[bytes]:
    """The bytes, from a file that is open only while somebody takes them."""
    with open_stored(path) as opened:
        opened.seek(begin)
        while left > 0 and (piece := opened.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _refused(status: int) -> HttpResponse:
    return HttpResponse(status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})


def _closed(response: Any) -> HttpResponseBase:
    """The headers of every answer of this host."""
    response.headers.setdefault("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["Permissions-Policy"] = POWERS
    response["X-DNS-Prefetch-Control"] = "off"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cross-Origin-Opener-Policy"] = "same-origin"
    return response
