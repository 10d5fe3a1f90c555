"""Forgot the passphrase: asking for a letter, and the page that it leads to."""

import json
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import SYSTEM
from justice_portal.accounts import throttle
from justice_portal.accounts.adapters import seal
from justice_portal.accounts.device_cookie import remember_device
from justice_portal.accounts.models import Door
from justice_portal.accounts.zones import staff_only_zone
from justice_portal.errors import DomainError
from justice_portal.invitations.forms import PassphraseForm
from justice_portal.invitations.secret import hash_of
from justice_portal.jobs.queue import enqueue
from justice_portal.resets import actions
from justice_portal.resets.forms import AskForm
from justice_portal.resets.jobs import send_reset
from justice_portal.resets.models import PassphraseReset

IN_SESSION = "passphrase_reset"  # where a session keeps the secret, so that it stays in no address


@staff_only_zone
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Where to write to. Known, unknown and asked too often: the same answer after the same work (T26)."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        response = render(request, "resets/ask.html", {"form": form})
        remember_device(request, response)
        return response
    email = form.cleaned_data["email"].lower()
    attempt = throttle.take_place(request, Door.STAFF, f"new passphrase of {email}")
    to = email if attempt and not attempt.was_refused else ""
    enqueue(send_reset, seal().encrypt(json.dumps({"email": to}).encode()).decode(), key=f"reset:{uuid4()}", by=SYSTEM)
    return redirect("resets:asked")


@staff_only_zone
@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "resets/asked.html")


@staff_only_zone
@login_not_required
@require_safe
def open_letter(request: HttpRequest, secret: str) -> HttpResponse:
    """From the letter: the secret goes from the address into the session. Looking at it uses nothing up."""
    request.session[IN_SESSION] = secret
    return redirect("resets:take")


@staff_only_zone
@login_not_required
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """A new passphrase. It signs nobody in: the door asks for it, and for the second factor (T32)."""
    reset = _reset(request)
    if reset is None:
        return render(request, "resets/none.html", status=404)
    user = reset.user
    form = PassphraseForm(
        request.POST if request.method == "POST" else None, username=user.username, name=user.name, email=user.email
    )
    if form.is_valid():
        try:
            actions.take_new_passphrase(reset, passphrase=form.cleaned_data["passphrase"], by=SYSTEM)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            del request.session[IN_SESSION]
            messages.success(request, _("Your passphrase is new. Sign in with it, and with your second step."))
            return redirect("account_login")
    return render(request, "resets/take.html", {"form": form})


def _reset(request: HttpRequest) -> PassphraseReset | None:
    secret = request.session.get(IN_SESSION, "")
    if not secret:
        return None
    rows = PassphraseReset.objects.visible_to(SYSTEM).open().select_related("user")
    return rows.filter(secret_hash=hash_of(secret)).first()
