"""The person's pages: a course of cmi5, and a part of it while it is open."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.keys import uuid7
from learning.cmi5 import actions
from learning.cmi5.models import Launch, Registration
from learning.cmi5.showing import lines_of, play
from learning.courses.forms import key_of
from learning.courses.views import learner_of
from learning.packages.claims import said_of
from learning.packages.models import Kind, Package, PackageTry


def _course(request: HttpRequest, pk: UUID) -> tuple[Package, PackageTry | None]:
    """A course that the reader has begun or may begin; 404 otherwise."""
    package = get_object_or_404(Package.objects.visible_to(request.user).filter(kind=Kind.CMI5), pk=pk)
    rows = PackageTry.objects.within(request.user, Permission.LEARNING_DO).filter(person__user=request.user.pk)
    going = rows.filter(package=package).order_by("-started_at").first()
    if going is None and package.status != Package.Status.OFFERED:
        raise Http404
    return package, going


@require_safe
def course(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is in it, and how far I am by its word."""
    learner_of(request.user)
    package, going = _course(request, pk)
    rows = Registration.objects.within(request.user, Permission.LEARNING_DO)
    registration = rows.filter(package_try=going).first() if going else None
    lines = [(line, uuid7()) for line in lines_of(package, registration)]
    page = {"package": package, "going": going, "said": said_of(going) if going else "", "lines": lines}
    return render(request, "learning/cmi5/course.html", page)


@require_POST
def open_part(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    person = learner_of(request.user)
    package, _going = _course(request, pk)
    key, portal = key_of(request.POST), f"{request.scheme}://{request.get_host()}"
    registration = actions.begin_course(person, package=package, by=request.user)
    launch = actions.open_unit(registration, key=key, unit=number, portal=portal, by=request.user)
    return redirect("cmi5:play", pk=launch.pk)


@require_safe
def play_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part, until it took its token: a page that is loaded again leads back to the course, to open it anew."""
    rows = Launch.objects.within(request.user, Permission.LEARNING_DO)
    launch = get_object_or_404(rows.select_related("registration__package"), pk=pk)
    package = launch.registration.package
    if not launch.is_open or launch.fetched_at:
        return redirect("cmi5:course", pk=package.pk)
    return play(request, launch, reverse("cmi5:course", args=[package.pk]))
