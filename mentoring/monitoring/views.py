"""How messages are checked in each prison of a manager, and asking for a change."""

from uuid import UUID

from django.contrib import messages as banners
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, places_for
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from mentoring.monitoring import actions
from mentoring.monitoring.figures import readers_of
from mentoring.monitoring.forms import AuthorityForm, PolicyForm, ReviewForm
from mentoring.monitoring.models import MessagePolicy, ReadingAuthority, policy_of

A_PAGE = 20


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """The prisons of the reader."""
    if not request.user.holds(Permission.MESSAGE_POLICY):
        raise PermissionDenied
    places = places_for(request.user, Permission.MESSAGE_POLICY).order_by("name").select_related("message_policy")
    paging = paged(places, request.GET, A_PAGE)
    record(request.user, "monitoring.policies_viewed", MessagePolicy, subjects=[])
    rows = [(place, getattr(place, "message_policy", None) or MessagePolicy()) for place in paging.rows]
    return render(request, "mentoring/monitoring/policies.html", {"paging": paging, "rows": rows})


@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One prison: what holds now, and a form that asks for something else."""
    place = get_object_or_404(places_for(request.user, Permission.MESSAGE_POLICY), pk=pk)
    form = PolicyForm(request.POST or None, instance=policy_of(place.pk))
    if form.is_valid():
        try:
            actions.ask_to_change_policy(place, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("Asked. It holds when another manager agrees."))
            return redirect("monitoring:policies")
    return render(request, "mentoring/monitoring/policy.html", {"place": place, "form": form})


@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """Who may read messages in the prisons of the reader: live ones and those that ended, the newest first."""
    if not request.user.holds(Permission.MESSAGE_POLICY):
        raise PermissionDenied
    rows = ReadingAuthority.objects.within(request.user, Permission.MESSAGE_POLICY)
    paging = paged(rows.select_related("establishment", "holder", "given_by"), request.GET, A_PAGE)
    record(request.user, "monitoring.authorities_viewed", ReadingAuthority, subjects=[])
    places = places_for(request.user, Permission.MESSAGE_POLICY).order_by("name")[:A_PAGE]
    return render(request, "mentoring/monitoring/authorities.html", {"paging": paging, "places": places})


@require_http_methods(["GET", "POST"])
def authority_give(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(places_for(request.user, Permission.MESSAGE_POLICY), pk=pk)
    form = AuthorityForm(request.POST or None, holders=readers_of(place, but=request.user))
    if form.is_valid():
        try:
            actions.give_authority(place, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("Given. They were told."))
            return redirect("monitoring:authorities")
    return render(request, "mentoring/monitoring/authority_give.html", {"place": place, "form": form})


@require_http_methods(["GET", "POST"])
def authority(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them, to be looked at again or ended."""
    rows = ReadingAuthority.objects.within(request.user, Permission.MESSAGE_POLICY)
    found = get_object_or_404(rows.select_related("establishment", "holder", "given_by", "reviewed_by"), pk=pk)
    form = ReviewForm(request.POST or None, initial={"review_on": found.review_on})
    if form.is_valid():
        try:
            actions.review_authority(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("Saved. It goes on until the next review."))
            return redirect("monitoring:authorities")
    return render(request, "mentoring/monitoring/authority.html", {"given": found, "form": form})


@require_POST
def authority_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = ReadingAuthority.objects.within(request.user, Permission.MESSAGE_POLICY)
    actions.end_authority(get_object_or_404(rows, pk=pk), by=request.user)
    banners.success(request, _("Ended. Nobody reads by it from now on."))
    return redirect("monitoring:authorities")
