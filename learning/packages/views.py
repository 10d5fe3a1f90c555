"""The tutors' pages: packages that were sent, what came of each, and what they say of learners."""

from typing import Any
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
from justice_portal.keys import uuid7
from justice_portal.paging import paged
from justice_portal.scanning import scanner
from justice_portal.tables import Table
from learning.lists.kinds import offer
from learning.packages import actions
from learning.packages.forms import SendPackageForm
from learning.packages.list_kinds import CLAIMS
from learning.packages.models import Kind, Package, PackageTry
from learning.packages.outcome import Left, Skipped, Where
from learning.packages.playing import play


def the_package(request: HttpRequest, pk: UUID) -> Package:
    """A package, for who writes courses; for everyone else there is none."""
    require(request.user, Permission.COURSE_WRITE, Package)
    rows = Package.objects.visible_to(request.user).select_related("job", "added_by", "looked_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.COURSE_WRITE, Package)
    paging = paged(Package.objects.visible_to(request.user).select_related("added_by"), request.GET)
    return render(request, "learning/packages/list.html", {"paging": paging, "packages": paging.rows})


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.COURSE_WRITE, Package)
    form = SendPackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        given = {"key": form.cleaned_data["key"], "name": name, "content": content}
        try:
            return redirect(actions.send_package(Package, **given, by=request.user))
        except DomainError as error:
            form.add_error(None, str(error))
    return render(
        request,
        "learning/packages/send.html",
        {"form": form, "kinds": ", ".join(Kind.labels)},
        status=422 if form.errors else 200,
    )


@require_safe
def package(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; then its parts, what was left out, and each address outside."""
    found = the_package(request, pk)
    job = found.job if found.added_by_id == request.user.pk and found.status == Package.Status.READING else None
    page: dict[str, Any] = {"package": found, "job": job, "scanner": scanner() is not None}
    page["can_retry"] = bool(job and job.can_be_retried(by_manager=request.user.holds(Permission.JOB_MANAGE)))
    page["can_mark"] = request.user.holds(Permission.LEARNING_MARK)
    page["left"] = [(name, Left(why).label) for name, why in found.report.get("left", [])]
    skipped = found.structure.get("course", {}).get("skipped", [])
    page["skipped"] = [(Skipped(why).label, where) for why, where in skipped]
    page["links"] = [(name, link, Where(where).label) for name, link, where in found.report.get("links", [])]
    page["units"] = [(unit, uuid7()) for unit in found.structure.get("cmi5", {}).get("units", [])]
    return render(request, "learning/packages/package.html", page)


@require_POST
def offer_it(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_package(request, pk)
    actions.offer_package(found, by=request.user)
    messages.success(request, _("Learners can open it now."))
    return redirect(found)


@require_POST
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_package(request, pk)
    actions.retire_package(found, by=request.user)
    messages.success(request, _("Nobody new can begin it. Who is in it can go on."))
    return redirect(found)


@require_safe
def see(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A part as a learner sees it. Nothing that it says is kept."""
    found = the_package(request, pk)
    if found.kind == Kind.CMI5:
        return redirect(found)  # its parts are launched: learning/cmi5
    record(request.user, "package.seen", found)
    return play(request, found, number, None)


@require_safe
def claims(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a package says of each learner whom the reader may see."""
    require(request.user, Permission.LEARNING_ASSIGN, PackageTry)
    found = get_object_or_404(Package.objects.visible_to(request.user), pk=pk)
    wanted = {"package": str(pk)}
    listing = CLAIMS.build(request.user, wanted)
    paging = paged(listing.rows, request.GET)
    shown = list(paging.rows)
    record(request.user, "package.claims_viewed", found, subjects=[person for person, _cells in shown])
    table = Table(listing.title, listing.columns, [cells for _person, cells in shown], query=request.GET)
    page = {"package": found, "table": table, "paging": paging, "count": len(listing.rows)}
    writes = request.user.holds(Permission.COURSE_WRITE)
    back = found.get_absolute_url() if writes else reverse("learners:report")
    page |= {"offer": offer(CLAIMS, wanted), "back_href": back}
    return render(request, "learning/packages/claims.html", page)
