"""Pages that belong to no room."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from justice_portal.grants import Permission
from justice_portal.home import STAFF, address, gather, side_of


def home(request: HttpRequest) -> HttpResponse:
    """For the person three questions; staff with a dashboard go straight to what needs them today."""
    has_dashboard = side_of(request.user) == STAFF and request.user.holds(Permission.DASHBOARD_VIEW)
    if has_dashboard and (today := address("dashboards:today")):
        return redirect(today)
    return render(request, "home.html", {"home": gather(request.user)})


@login_not_required
def help_now(request: HttpRequest) -> HttpResponse:
    """Who to turn to at once: the same page for everyone, signed in or not."""
    return render(request, "help_now.html")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For nginx and whoever watches: 200 when the database answers, 503 when not, and nothing else of us (T93)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return HttpResponse("away\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
