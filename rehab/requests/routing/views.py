"""Setting up requests in a prison: types, departments, members."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, places_for
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from rehab.requests.routing import actions
from rehab.requests.routing.forms import DepartmentForm, MemberForm, RouteForm
from rehab.requests.routing.models import Department, DepartmentMember, RequestRoute, RequestType
from rehab.requests.routing.working import works_here


def here(request: HttpRequest, pk: UUID) -> Establishment:
    """The prison, for those who set up its requests; 404 otherwise."""
    return get_object_or_404(places_for(request.user, Permission.REQUEST_SETUP), pk=pk)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The only prison of the reader, or a choice."""
    if not request.user.holds(Permission.REQUEST_SETUP):
        raise Http404
    places = list(places_for(request.user, Permission.REQUEST_SETUP).open()[:200])
    if len(places) == 1:
        return redirect("requests:setup-place", pk=places[0].pk)
    return render(request, "rehab/requests/routing/start.html", {"places": places})


@require_safe
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    prison = here(request, pk)
    routes = {
        one.type_id: one
        for one in RequestRoute.objects.visible_to(request.user)
        .filter(establishment=prison)
        .select_related("department")
    }
    types = RequestType.objects.visible_to(request.user).filter(is_on=True)
    context = {
        "place": prison,
        "lines": [{"type": one, "route": routes.get(one.pk)} for one in types],
        "departments": Department.objects.visible_to(request.user).filter(establishment=prison),
    }
    return render(request, "rehab/requests/routing/place.html", context)


@require_POST
def usual_set(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.set_up(here(request, pk), by=request.user)
    messages.success(request, _("The usual departments are there. Say who answers for each of them."))
    return redirect("requests:setup-place", pk=pk)


@require_http_methods(["GET", "POST"])
def route(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    prison = here(request, pk)
    kind = get_object_or_404(RequestType.objects.visible_to(request.user), code=code)
    found = RequestRoute.objects.visible_to(request.user).filter(establishment=prison, type=kind).first()
    given = (
        {"is_on": found.is_on, "department": found.department_id, "days": found.days} if found else {"days": kind.days}
    )
    form = RouteForm(request.POST or None, user=request.user, establishment=prison, initial=given)
    if form.is_valid():
        try:
            actions.set_route(prison, type=kind, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("requests:setup-place", pk=prison.pk)
    return render(request, "rehab/requests/routing/route.html", {"place": prison, "type": kind, "form": form})


@require_http_methods(["GET", "POST"])
def department_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    prison = here(request, pk)
    form = DepartmentForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.add_department(prison, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            return redirect("requests:department", pk=made.pk)
    return render(request, "rehab/requests/routing/department_add.html", {"place": prison, "form": form})


@require_http_methods(["GET", "POST"])
def department(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who answers for a department; add one more."""
    mine = places_for(request.user, Permission.REQUEST_SETUP)
    found = get_object_or_404(Department.objects.visible_to(request.user).filter(establishment__in=mine), pk=pk)
    form = MemberForm(request.POST or None)
    if form.is_valid():
        user = works_here(found.establishment_id, form.cleaned_data["username"])
        if user is None:
            form.add_error("username", _("Nobody who works in this prison has this user name."))
        else:
            try:
                head = form.cleaned_data["is_head"]
                actions.add_member(found.establishment, department=found, user=user, is_head=head, by=request.user)
            except DomainError as error:
                form.add_error("username", str(error))
            else:
                return redirect("requests:department", pk=pk)
    members = DepartmentMember.objects.visible_to(request.user).live().filter(department=found).select_related("user")
    context = {"department": found, "members": members.order_by("user__name"), "form": form}
    return render(request, "rehab/requests/routing/department.html", context)


@require_POST
def member_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    member = get_object_or_404(DepartmentMember.objects.visible_to(request.user), pk=pk)
    actions.end_member(member, by=request.user)
    return redirect("requests:department", pk=member.department_id)
