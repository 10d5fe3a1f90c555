"""One's own passkeys, and coming in with one."""

import json
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from justice_portal.accounts import second_factor, sessions
from justice_portal.accounts.models import Door
from justice_portal.accounts.zones import staff_only_zone
from justice_portal.errors import DomainError
from justice_portal.own_address import own_address
from justice_portal.passkeys import actions, ceremony, door
from justice_portal.passkeys.models import Passkey

NOT_LET_IN = gettext_lazy("The passkey did not work. Try again, or sign in the other way.")
NOT_ADDED = gettext_lazy("The passkey was not made. Try again.")
BACK = {Door.STAFF: "account_login", Door.PHONE: "account_request_login_code"}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The keys that one has, and the way to make one, just after one has shown who one is."""
    _must_be_let(request)
    keys = Passkey.objects.visible_to(request.user)
    context = {"keys": keys, "is_fresh": _is_fresh(request), "is_staff_door": request.user.door == Door.STAFF}  # type: ignore[union-attr]
    return render(request, "passkeys/mine.html", context)


@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a key."""
    _must_be_fresh(request)
    user: Any = request.user
    known = [bytes(one) for one in Passkey.objects.visible_to(user).values_list("credential_id", flat=True)]
    # A phone lists its passkeys to whoever holds it: for a person, ours says no more than a letter of ours does (T10).
    name = user.username if user.door == Door.STAFF else _("Sign in")
    return JsonResponse(ceremony.begin_adding(request, name, known))


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """The key was made."""
    _must_be_fresh(request)
    user: Any = request.user
    is_new = user.door == Door.STAFF and not user.is_verified()
    try:
        made, public, count = ceremony.finish_adding(request, _answer(request))
        actions.add_passkey(Passkey, credential_id=made, public_key=public, sign_count=count, by=user)
    except (ceremony.NotTaken, DomainError) as error:
        messages.error(request, str(error) or NOT_ADDED)
        return redirect("mfa_activate_totp" if is_new else "passkeys:passkey-list")
    messages.success(request, _("You have a new passkey. Next time, sign in with it."))
    if user.door != Door.STAFF:
        return redirect("passkeys:passkey-list")
    if is_new:
        second_factor.begin(request, user)
    return redirect("mfa_view_recovery_codes" if auto_generate_recovery_codes(request) else "passkeys:passkey-list")


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    _must_be_let(request)
    key = get_object_or_404(Passkey.objects.visible_to(request.user), pk=pk)
    _must_be_fresh(request)
    actions.remove_passkey(key, by=request.user)
    messages.success(request, _("The passkey is removed. It opens nothing now."))
    return redirect("passkeys:passkey-list")


@staff_only_zone
@login_not_required
@require_POST
def challenge(request: HttpRequest) -> HttpResponse:
    """What the browser is asked when somebody wants to come in. The same for everybody."""
    return JsonResponse(ceremony.begin_asking(request))


@staff_only_zone
@login_not_required
@require_POST
def staff(request: HttpRequest) -> HttpResponse:
    """The staff door: the passkey stands for passphrase and code."""
    return _come_in(request, Door.STAFF)


@staff_only_zone
@login_not_required
@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """The door for own phones: the passkey stands for the code that is sent."""
    return _come_in(request, Door.PHONE)


@staff_only_zone
@login_not_required
@require_POST
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
def second(request: HttpRequest) -> HttpResponse:
    """After the passphrase, in place of the code."""
    stage: Any = request._login_stage  # type: ignore[attr-defined] # noqa: SLF001 - how allauth hands it over
    key = door.check(request, _answer(request), door=Door.STAFF, user=stage.login.user)
    if key is None:
        messages.error(request, NOT_LET_IN)
        return redirect("mfa_authenticate")
    key.authenticator.user = key.user
    post_authentication(request, key.authenticator)
    return stage.exit()


def _come_in(request: HttpRequest, by: Door) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    key = door.check(request, _answer(request), door=by)
    if key is None:
        messages.error(request, NOT_LET_IN)
        return redirect(BACK[by])
    return door.come_in(request, key, own_address(request.POST.get("next")))


def _answer(request: HttpRequest) -> Any:
    """What the browser says; None for anything that is no answer."""
    said = request.POST.get("answer", "")
    try:
        return json.loads(said) if len(said) <= ceremony.LONGEST else None
    except (ValueError, RecursionError):
        return None


def _must_be_let(request: HttpRequest) -> None:
    """For staff, and for people who came by their own phone. On a tablet of a prison there are no passkeys."""
    user: Any = request.user
    if user.door != Door.STAFF and sessions.door_of(request) != Door.PHONE:
        raise Http404


def _must_be_fresh(request: HttpRequest) -> None:
    """Only who has just signed in, with both factors where there are two, changes how to sign in."""
    _must_be_let(request)
    user: Any = request.user
    if user.door == Door.STAFF and not user.is_verified() and is_mfa_enabled(user):
        raise PermissionDenied
    if not _is_fresh(request):
        raise DomainError(_("You signed in a while ago. Sign in again, then do this."))


def _is_fresh(request: HttpRequest) -> bool:
    return not get_adapter().is_reauthentication_required(app="allauth.mfa")
