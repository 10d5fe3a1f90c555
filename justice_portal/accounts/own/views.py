"""One's own way in, for whoever comes by the staff door: where one is signed in, and a new passphrase."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.accounts import doors
from justice_portal.accounts.models import Door
from justice_portal.accounts.own import actions
from justice_portal.accounts.own.forms import WRONG_PASSPHRASE, ChangePassphraseForm
from justice_portal.accounts.own.oneself import oneself
from justice_portal.accounts.own.sessions import sessions_of


def by_staff_door(view: Any) -> Any:
    """For accounts of the tablet door these pages are not there."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if request.user.door != Door.STAFF:  # type: ignore[union-attr]
            raise Http404
        return view(request)

    return checked


@by_staff_door
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, and the ways to change how I sign in."""
    found = sessions_of(request.user, request.session.session_key)
    return render(
        request, "accounts/own/mine.html", {"sessions": found, "has_others": any(not one.is_this for one in found)}
    )


@by_staff_door
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    user = oneself(request)
    ended = actions.end_other_sessions(user, this_session=request.session.session_key, by=user)
    messages.success(request, _said(ended) if ended else _("You were signed in nowhere else."))
    return redirect("own:sign-in")


@by_staff_door
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def change_passphrase(request: HttpRequest) -> HttpResponse:
    """The old one is counted by the throttle, as at the door: a session that was left open must not be a place to guess."""
    user = oneself(request)
    form = ChangePassphraseForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        if doors.check(request, user.username, form.cleaned_data["old"]) is None:
            form.add_error("old", WRONG_PASSPHRASE)
        else:
            new, key = form.cleaned_data["new"], request.session.session_key
            ended = actions.change_passphrase(user, new=new, this_session=key, by=user)
            update_session_auth_hash(request, user)
            said = _("You have a new passphrase.")
            messages.success(request, f"{said} {_said(ended)}" if ended else said)
            return redirect("own:sign-in")
    return render(request, "accounts/own/passphrase.html", {"form": form})


def _said(ended: int) -> str:
    return ngettext(
        "You were signed out in one other place.", "You were signed out in %(count)s other places.", ended
    ) % {"count": ended}
