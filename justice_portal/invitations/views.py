"""Inviting staff and mentors, and the page of who was invited."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts import doors
from justice_portal.accounts.device_cookie import remember_device
from justice_portal.accounts.zones import staff_only_zone
from justice_portal.errors import DomainError
from justice_portal.invitations import actions
from justice_portal.invitations.forms import InviteForm, PassphraseForm
from justice_portal.invitations.models import Invitation
from justice_portal.invitations.secret import hash_of
from justice_portal.paging import paged
from justice_portal.tables import Column, Link, Status, Table
from justice_portal.templatetags.look import when

IN_SESSION = "invitation"  # where a session keeps the secret, so that it stays in no address
COLUMNS = (
    Column(gettext_lazy("Name"), heads_row=True),
    Column(gettext_lazy("Role")),
    Column(gettext_lazy("Where")),
    Column(gettext_lazy("Asked and agreed by")),
    Column(gettext_lazy("Sent")),
    Column(gettext_lazy("State")),
)


@require_safe
def invitation_list(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.ACCOUNT_INVITE):
        raise Http404
    rows = Invitation.objects.visible_to(request.user)
    paging = paged(rows.select_related("establishment", "delivery_unit", "invited_by", "approved_by"), request.GET)
    drawn = (
        (
            Link(one.get_absolute_url(), one.name),
            one.get_role_display(),
            str(one.place),
            f"{one.invited_by.name}, {one.approved_by.name}",
            when(one.sent_at) if one.sent_at else _("Soon"),
            _state(one),
        )
        for one in paging.rows
    )
    table = Table(_("Invitations"), COLUMNS, drawn)
    return render(request, "invitations/list.html", {"paging": paging, "table": table})


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.ACCOUNT_INVITE):
        raise Http404
    form = InviteForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            change = actions.ask_to_invite(given.pop("place"), **given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, _("Nothing is sent yet. A second person must agree first."))
            return redirect(change)
    return render(request, "invitations/invite.html", {"form": form})


@require_safe
def invitation_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _find(request, pk)
    rows: list[dict[str, Any]] = [
        {"label": _("Name"), "value": one.name},
        {"label": _("Email"), "value": one.email},
        {"label": _("Role"), "value": one.get_role_display()},
        {"label": _("Where"), "value": str(one.place)},
        {"label": _("Asked by"), "value": one.invited_by.name},
        {"label": _("Agreed by"), "value": one.approved_by.name},
        {"label": _("Works until"), "value": when(one.ends_at)},
    ]
    can_change = one.taken_at is None and one.withdrawn_at is None
    shown = {"invitation": one, "rows": rows, "state": _state(one), "can_change": can_change}
    return render(request, "invitations/invitation.html", shown)


@require_POST
def send_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = actions.send_again(_find(request, pk), by=request.user)
    messages.success(request, _("A new email is on its way. The old one does not work any more."))
    return redirect(one)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = actions.withdraw_invitation(_find(request, pk), by=request.user)
    messages.success(request, _("Taken back. The email opens nothing now."))
    return redirect(one)


@staff_only_zone
@login_not_required
@require_safe
def open_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """From the email: the secret goes from the address into the session. Looking at it uses nothing up."""
    request.session[IN_SESSION] = secret
    return redirect("invitations:take")


@staff_only_zone
@login_not_required
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """The invited person's page. Unknown, used, taken back and too old look the same."""
    one = _invited(request)
    if one is None:
        return render(request, "invitations/none.html", status=404)
    form = PassphraseForm(request.POST if request.method == "POST" else None, username=one.email, name=one.name)
    if form.is_valid():
        try:
            user = actions.take_invitation(one, passphrase=form.cleaned_data["passphrase"], by=SYSTEM)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            doors.let_in(request, user)
            return redirect("mfa_activate_totp")
    response = render(request, "invitations/take.html", {"form": form, "invitation": one})
    remember_device(request, response)
    return response


def _invited(request: HttpRequest) -> Invitation | None:
    secret = request.session.get(IN_SESSION, "")
    if not secret or request.user.is_authenticated:
        return None
    open_now = Invitation.objects.visible_to(SYSTEM).open().select_related("establishment", "delivery_unit")
    return open_now.filter(secret_hash=hash_of(secret)).first()


def _find(request: HttpRequest, pk: UUID) -> Invitation:
    rows = Invitation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("establishment", "delivery_unit", "invited_by", "approved_by"), pk=pk)


def _state(one: Invitation) -> Status:
    if one.taken_at:
        return Status("good", _("Has joined"))
    if one.withdrawn_at:
        return Status("none", _("Taken back"))
    return Status("wait", _("Not used yet")) if one.is_open else Status("bad", _("Too late"))
