"""The tutors' pages: try a part, see how far each learner is, waive a part, close one that was left."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from learning.cmi5 import actions
from learning.cmi5.forms import WaiveForm
from learning.cmi5.models import Launch, Registration
from learning.cmi5.showing import lines_of, play
from learning.courses.forms import key_of
from learning.packages.claims import said_to_staff
from learning.packages.models import Kind, Package


@require_POST
def try_part(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Look around in a part, as the standard has it: nothing is judged, and it counts for nobody."""
    require(request.user, Permission.COURSE_WRITE, Package)
    package = get_object_or_404(Package.objects.visible_to(request.user).filter(kind=Kind.CMI5), pk=pk)
    key, portal = key_of(request.POST), f"{request.scheme}://{request.get_host()}"
    held = actions.try_course(package, key=key, by=request.user)
    launch = actions.try_unit(held, key=key, unit=number, mode=Launch.Mode.BROWSE, portal=portal, by=request.user)
    return redirect("cmi5:tried", pk=launch.pk)


@require_safe
def tried(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Launch.objects.within(request.user, Permission.COURSE_WRITE).select_related("registration__package")
    launch = get_object_or_404(rows.filter(registration__tried_by=request.user), pk=pk)
    package = launch.registration.package
    if not launch.is_open or launch.fetched_at:
        return redirect(package)
    return play(request, launch, package.get_absolute_url(), is_tried=True)


@require_safe
def learners(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody who is registered, the newest first."""
    require(request.user, Permission.LEARNING_MARK, Registration)
    package = get_object_or_404(Package.objects.visible_to(request.user).filter(kind=Kind.CMI5), pk=pk)
    rows = Registration.objects.within(request.user, Permission.LEARNING_MARK).filter(package=package)
    shown = rows.exclude(package_try=None).select_related("package_try__person").order_by("-made_at")
    paging = paged(shown, request.GET)
    people = [(one, one.package_try.person, said_to_staff(one.package_try)) for one in paging.rows]
    record(request.user, "cmi5.learners_viewed", package, subjects=[person.pk for _one, person, _said in people])
    return render(request, "learning/cmi5/learners.html", {"package": package, "people": people, "paging": paging})


def _registration(request: HttpRequest, pk: UUID) -> Registration:
    rows = Registration.objects.within(request.user, Permission.LEARNING_MARK).exclude(package_try=None)
    return get_object_or_404(rows.select_related("package", "package_try__person"), pk=pk)


@require_safe
def learner(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One learner: what each part says, what is open, and what need not be done."""
    found = _registration(request, pk)
    person = found.package_try.person
    record(request.user, "cmi5.learners_viewed", found.package, subjects=[person.pk])
    lines = list(lines_of(found.package, found))
    still_open = Launch.objects.visible_to(request.user).open().filter(registration=found)
    page = {"registration": found, "person": person, "package": found.package, "lines": lines}
    page["open"] = [(one, lines[one.unit].unit["title"]) for one in still_open]
    return render(request, "learning/cmi5/learner.html", page)


@require_http_methods(["GET", "POST"])
def waive(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    found = _registration(request, pk)
    line = next((one for one in lines_of(found.package, found) if one.number == number), None)
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.waive_unit(found, unit=number, reason=form.cleaned_data["reason"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("They need not do this part."))
            return redirect("cmi5:learner", pk=found.pk)
    record(request.user, "cmi5.learners_viewed", found.package, subjects=[found.package_try.person_id])
    page = {"form": form, "line": line, "person": found.package_try.person, "package": found.package}
    page["back_href"] = reverse("cmi5:learner", args=[found.pk])
    return render(request, "learning/cmi5/waive.html", page, status=422 if form.errors else 200)


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Launch.objects.within(request.user, Permission.LEARNING_MARK).exclude(registration__package_try=None)
    launch = get_object_or_404(rows.select_related("registration"), pk=pk)
    actions.abandon_launch(launch, by=request.user)
    messages.success(request, _("The part is closed."))
    return redirect("cmi5:learner", pk=launch.registration_id)
