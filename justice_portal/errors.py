"""DomainError, and how errors become a page or an API answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


class DomainError(Exception):
    """A rule of the domain says no. The message is a plain sentence for the reader."""


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith(("/api/", "/xapi/"))


def domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Against a rule: 409 with the sentence."""
    if wants_json(request):
        return JsonResponse({"error": str(error)}, status=409)
    return render(request, "errors/409.html", {"message": str(error), "back": came_from(request)}, status=409)


def came_from(request: HttpRequest) -> str:
    """The page of ours that the reader was on, or nothing."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else ""


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or came from elsewhere: say so, and that nothing changed."""
    return render(request, "errors/403_csrf.html", {"back": came_from(request)}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("The page could not read what was sent."))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, _("You can see this, but you cannot change it."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this reader. Who opened too many records is told so, whether this one exists or not."""
    if getattr(getattr(request, "user", None), "is_stopped", False):
        message = _("Records are closed to you for now.")
        if wants_json(request):
            return JsonResponse({"error": message}, status=403)
        return render(request, "lookups/stopped.html", {"message": message}, status=403)
    return _page(request, 404, _("This page is not here."))


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault. The page asks nothing of the database, the session or the reader's settings: any may be what broke."""
    message = _("Something went wrong on our side.")
    if wants_json(request):
        return JsonResponse({"error": message}, status=500)
    return HttpResponse(render_to_string("errors/500.html", {"message": message}), status=500)


def away(request: HttpRequest) -> HttpResponse:
    """The database does not answer: say so at once, without asking it for anything."""
    message = _("We cannot reach your things just now.")
    if wants_json(request):
        response: HttpResponse = JsonResponse({"error": message}, status=503)
    else:
        response = HttpResponse(render_to_string("errors/500.html", {"message": message}), status=503)
    response.headers["Retry-After"] = "10"
    return response


def _page(request: HttpRequest, status: int, message: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": message}, status=status)
    return render(request, f"errors/{status}.html", {"message": message}, status=status)


def api_error(error: Exception, context: dict[str, Any]) -> Any:
    """DRF's handler, with DomainError as 409."""
    from rest_framework.response import Response  # noqa: PLC0415
    from rest_framework.views import exception_handler  # noqa: PLC0415

    if isinstance(error, DomainError):
        return Response({"error": str(error)}, status=409)
    return exception_handler(error, context)
