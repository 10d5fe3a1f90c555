"""The devices desk of a prison, and the page on which a tablet is set up."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may, places_for, require
from justice_portal.audit.log import record
from justice_portal.devices import actions, enrolment, proof
from justice_portal.devices.forms import AddForm, EnrolForm, FilterForm, HolderForm, SwapForm, WingForm
from justice_portal.devices.models import Device
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.tables import Column, Link, Status, Table, chosen_sort, ordering

COLUMNS = (
    Column(gettext_lazy("Tablet"), sort="label", heads_row=True),
    Column(gettext_lazy("Wing"), sort="wing", order=("wing__code", "label")),
    Column(gettext_lazy("Where it is used")),
    Column(gettext_lazy("State"), sort="state", order=("status", "label")),
    Column(gettext_lazy("Who has it")),
    Column(gettext_lazy("Last heard of"), sort="heard", order=("heard_at", "label")),
)
KINDS = {
    Device.Status.WAITING: "wait",
    Device.Status.IN_USE: "good",
    Device.Status.LOST: "bad",
    Device.Status.REVOKED: "none",
    Device.Status.SWAPPED: "none",
}


def desk_of(request: HttpRequest, pk: UUID) -> Establishment:
    """The prison, for those who look after its devices; 404 otherwise."""
    return get_object_or_404(places_for(request.user, Permission.DEVICE_VIEW), pk=pk)


def found(request: HttpRequest, pk: UUID) -> Device:
    return get_object_or_404(Device.objects.visible_to(request.user).for_list(), pk=pk)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The only prison of the reader, or a choice."""
    if not request.user.holds(Permission.DEVICE_VIEW):
        raise Http404
    places = list(places_for(request.user, Permission.DEVICE_VIEW).open()[:200])
    if len(places) == 1:
        return redirect("devices:desk", pk=places[0].pk)
    return render(request, "devices/start.html", {"places": places})


@require_safe
def desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tablets of a prison: where, in which state, who has them, when they were last heard of."""
    return _desk(request, desk_of(request, pk))


def _desk(request: HttpRequest, place: Establishment, wing_form: WingForm | None = None) -> HttpResponse:
    user = request.user
    filters = FilterForm(request.GET or None, user=user, establishment=place)
    sort = chosen_sort(request.GET, COLUMNS, "wing")
    rows = Device.objects.visible_to(user).for_list().filter(establishment=place, **filters.chosen())
    paging = paged(rows.order_by(*ordering(sort, COLUMNS)), request.GET)
    devices = list(paging.rows)
    holders = _visible_holders(user, devices)
    record(user, "device.listed", place, subjects=list(holders.values()))
    context = {
        "place": place,
        "filters": filters,
        "paging": paging,
        "sort": sort,
        "table": Table(_("Tablets"), COLUMNS, [_row(one, holders) for one in devices], query=request.GET, sort=sort),
        "clear_href": request.path if filters.chosen() else "",
        "can_manage": may(user, Permission.DEVICE_MANAGE, place),
        "wing_form": wing_form or WingForm(user=user, establishment=place),
    }
    return render(request, "devices/desk.html", context)


def _visible_holders(user: Any, devices: list[Device]) -> dict[Any, Person]:
    """Who has these tablets, as far as the reader may see them: a restricted case is not told from "somebody"."""
    wanted = [one.holder_id for one in devices if one.holder_id]
    return {one.pk: one for one in Person.objects.visible_to(user).filter(pk__in=wanted)}


def _row(device: Device, holders: dict[Any, Person]) -> tuple[Any, ...]:
    holder = holders.get(device.holder_id)
    return (
        Link(_address(device), device.label),
        str(device.wing),
        device.get_kind_display(),
        Status(KINDS[Device.Status(device.status)], device.get_status_display()),
        Link(holder.get_absolute_url(), str(holder)) if holder else _("Somebody") if device.holder_id else "",
        device.heard_at or _("Never"),
    )


def _address(device: Device) -> str:
    return reverse("devices:device", args=[device.pk])


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a tablet down. The answer shows the code that sets it up, once."""
    place = desk_of(request, pk)
    require(request.user, Permission.DEVICE_MANAGE, place)
    form = AddForm(request.POST or None, user=request.user, establishment=place)
    if form.is_valid():
        try:
            device, code = actions.add_device(place, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("label", str(error))
        else:
            return _code_page(request, device, code)
    return render(request, "devices/add.html", {"place": place, "form": form})


def _code_page(request: HttpRequest, device: Device, code: str) -> HttpResponse:
    """The code, or the page of the device when the same form came twice."""
    return (
        render(request, "devices/code.html", {"device": device, "code": code}) if code else redirect(_address(device))
    )


@require_safe
def device(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tablet, and what can be done with it."""
    one = found(request, pk)
    return _device_page(request, one)


def _device_page(request: HttpRequest, one: Device, **forms: Any) -> HttpResponse:
    holder = _visible_holders(request.user, [one]).get(one.holder_id)
    holder_form = HolderForm(user=request.user, device=one, initial={"holder": one.holder_id})
    if request.method != "POST":
        named = set(holder_form.fields["holder"].queryset.values_list("pk", flat=True))
        record(request.user, "device.viewed", one, subjects=named | ({holder.pk} if holder else set()))
    context = {
        "device": one,
        "holder": holder,
        "kind": KINDS[Device.Status(one.status)],
        "can_manage": may(request.user, Permission.DEVICE_MANAGE, one),
        "may_follow": one.MOVES.get(Device.Status(one.status)) or set(),
        "holder_form": holder_form,
        "swap_form": SwapForm(prefix="swap"),
        **forms,
    }
    return render(request, "devices/device.html", context)


@require_POST
def make_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = found(request, pk)
    return _code_page(request, one, actions.make_code(one, by=request.user))


@require_POST
def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down who has it."""
    one = found(request, pk)
    require(request.user, Permission.DEVICE_MANAGE, one)
    form = HolderForm(request.POST, user=request.user, device=one)
    if not form.is_valid():
        return _device_page(request, one, holder_form=form)
    actions.give_device(one, holder=form.cleaned_data["holder"], by=request.user)
    messages.success(request, _("Saved."))
    return redirect(_address(one))


@require_POST
def swap(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = found(request, pk)
    require(request.user, Permission.DEVICE_MANAGE, one)
    form = SwapForm(request.POST, prefix="swap")
    if form.is_valid():
        try:
            new, code = actions.swap_device(one, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("label", str(error))
        else:
            return _code_page(request, new, code)
    return _device_page(request, found(request, pk), swap_form=form)


def _verb(act: Any, done: Any) -> Any:
    """A view for one button of a tablet's page."""

    @require_POST
    def view(request: HttpRequest, pk: UUID) -> HttpResponse:
        one = found(request, pk)
        act(one, by=request.user)
        messages.success(request, done)
        return redirect(_address(one))

    return view


lost = _verb(actions.mark_lost, gettext_lazy("This tablet opens nothing now. If it comes back, say that it was found."))
back = _verb(actions.mark_found, gettext_lazy("This tablet is in use again."))
revoke = _verb(actions.revoke_device, gettext_lazy("This tablet is switched off for good."))
unlock = _verb(actions.unlock_device, gettext_lazy("People can try to sign in on this tablet again."))


@require_POST
def revoke_wing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Switch off a whole wing."""
    place = desk_of(request, pk)
    require(request.user, Permission.DEVICE_MANAGE, place)
    form = WingForm(request.POST, user=request.user, establishment=place)
    if not form.is_valid():
        return _desk(request, place, form)
    count = actions.revoke_wing(place, wing=form.cleaned_data["wing"], by=request.user)
    told = ngettext("%(n)d tablet is switched off.", "%(n)d tablets are switched off.", count)
    messages.success(request, told % {"n": count})
    return redirect("devices:desk", pk=place.pk)


@login_not_required
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """On the tablet itself: type the code from the desk."""
    form = EnrolForm(request.POST or None)
    if form.is_valid():
        try:
            one, key = enrolment.enrol(request, form.cleaned_data["code"])
        except DomainError as error:
            form.add_error("code", str(error))
        else:
            response = redirect("accounts:sign-in")
            if key:
                proof.give_key(response, key)
            messages.success(
                request, _("This tablet is set up: %(label)s, %(wing)s.") % {"label": one, "wing": one.wing}
            )
            return response
    return render(request, "devices/enrol.html", {"form": form, "by_cookie": settings.DEVICE_PROOF == proof.COOKIE})
