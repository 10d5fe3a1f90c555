"""Choosing a PIN: staff print a code, the person types it on a tablet and chooses."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.access import SYSTEM, Permission, may, require
from justice_portal.accounts.models import Door
from justice_portal.devices.models import Device
from justice_portal.devices.proof import tablet_of
from justice_portal.errors import DomainError
from justice_portal.people.views import found, page
from justice_portal.pins import actions
from justice_portal.pins.forms import NUMBERS, PICTURES_KIND, ChangeForm, ChooseForm, CodeForm
from justice_portal.pins.models import Pin, PinCode
from justice_portal.visits import door

CODE = "pin_code"
LATEST = 5
NOT_LET_IN = gettext_lazy("This number and code did not work. Check them and try again. Or ask staff for a new code.")


def how(request: HttpRequest) -> str:
    """Figures or pictures: what the address asks for."""
    return PICTURES_KIND if request.GET.get("how") == PICTURES_KIND else NUMBERS


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff: print a code for a person. The answer is the only page that ever shows it."""
    person = found(request, pk)
    require(request.user, Permission.PIN_START, person)
    if request.method == "POST":
        made, code = actions.start_code(person, by=request.user)
        return page(request, "pins/handover.html", person, "pins:start", code=code, made=made)
    codes = PinCode.objects.visible_to(request.user).filter(person=person).select_related("started_by")[:LATEST]
    pin = Pin.objects.visible_to(request.user).filter(user=person.user_id).first()
    can_receive = may(request.user, Permission.PERSON_RECEIVE, person)
    return page(request, "pins/start.html", person, "pins:start", codes=codes, pin=pin, can_make_account=can_receive)


@require_POST
def unlock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff: end a lock."""
    person = found(request, pk)
    actions.unlock(person, by=request.user)
    messages.success(request, _("The person can try to sign in again, on every tablet."))
    return redirect("pins:start", pk=person.pk)


def the_tablet(request: HttpRequest) -> Device:
    """The enrolled tablet; on anything else these pages are not there."""
    tablet = tablet_of(request)
    if tablet is None:
        raise Http404
    return tablet


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    """On the tablet: prison number and the code on paper."""
    if request.user.is_authenticated or tablet_of(request) is None:
        return redirect("accounts:sign-in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = door.check_code(request, the_tablet(request), form.cleaned_data["number"], form.cleaned_data["code"])
        if code is not None:
            request.session.cycle_key()
            request.session[CODE] = str(code.pk)
            return redirect("pins:choose")
        form.add_error(None, NOT_LET_IN)
    return render(request, "pins/code.html", {"form": form})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Who typed a right code sees who started it and when, and chooses a PIN."""
    code = _code_of(request)
    if code is None:
        return redirect("pins:code")
    kind = how(request)
    form = ChooseForm(request.POST or None, kind=kind)
    if form.is_valid():
        user, tablet = code.person.user, the_tablet(request)
        try:
            actions.choose_pin(code, kind=kind, secret=form.cleaned_data["pin"], tablet=tablet, by=user)
        except DomainError as error:
            form.add_error("pin", str(error))
        else:
            del request.session[CODE]
            door.let_in(request, user, tablet)
            messages.success(request, _("Your PIN is set. Only you know it."))
            return redirect("home")
    earlier = code.person.pin_codes.exclude(pk=code.pk).select_related("started_by")[:LATEST]
    return render(request, "pins/choose.html", {"form": form, "kind": kind, "code": code, "earlier": earlier})


def _code_of(request: HttpRequest) -> PinCode | None:
    """The code that was typed in this session, while it still works on this tablet."""
    key, tablet = request.session.get(CODE), tablet_of(request)
    if not key or tablet is None or request.user.is_authenticated:
        return None
    rows = PinCode.objects.visible_to(SYSTEM).waiting().filter(pk=key, wing=tablet.wing_id)
    return rows.select_related("started_by", "person__user").first()


@require_http_methods(["GET"])
def mine(request: HttpRequest) -> HttpResponse:
    """The person: when the PIN was chosen, and who started codes."""
    pin = own_pin(request)
    codes = PinCode.objects.visible_to(request.user).filter(person__user=request.user.pk).select_related("started_by")
    return render(request, "pins/mine.html", {"pin": pin, "codes": codes[:LATEST]})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """The person: another PIN, after the one that is."""
    pin, tablet, kind = own_pin(request), the_tablet(request), how(request)
    form = ChangeForm(request.POST or None, kind=kind, old_kind=pin.kind)
    if form.is_valid():
        user: Any = request.user
        if door.check(request, tablet, user.username, pin.kind, form.cleaned_data["old"]) is None:
            form.add_error("old", _("This is not your PIN. After 5 wrong tries the tablet waits 10 minutes."))
        else:
            try:
                actions.change_pin(pin, kind=kind, secret=form.cleaned_data["pin"], tablet=tablet, by=user)
            except DomainError as error:
                form.add_error("pin", str(error))
            else:
                messages.success(request, _("Your PIN is changed."))
                return redirect("pins:mine")
    return render(request, "pins/change.html", {"form": form, "kind": kind, "pin": pin})


def own_pin(request: HttpRequest) -> Pin:
    """The reader's own PIN; 404 for who has none."""
    if request.user.door != Door.TABLET:
        raise Http404
    return get_object_or_404(Pin.objects.visible_to(request.user), user=request.user.pk)
