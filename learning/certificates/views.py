"""The certificate of a course, for who earned it and for staff; what somebody has finished, as one page."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal import files
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.downloads import as_download
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.notify import seen
from justice_portal.people import tabs
from justice_portal.people.models import Person
from learning.certificates import actions
from learning.certificates.forms import WithdrawForm
from learning.certificates.models import Certificate
from learning.certificates.rules import marked_attempt
from learning.courses.models import Enrolment


@require_http_methods(["GET", "POST"])
def of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The certificate of one course: what it needs, the button that makes it, the papers once it is there."""
    rows = Enrolment.objects.visible_to(request.user).select_related("version__course", "progress", "person")
    enrolment = get_object_or_404(rows, pk=pk)
    is_own = may(request.user, Permission.LEARNING_DO, enrolment)
    if request.method == "POST":
        actions.ask_certificate(enrolment, by=request.user)
        return redirect("certificates:of", pk)
    if is_own:
        seen(request.user, enrolment)
    else:
        record(request.user, "certificate.viewed", enrolment)
    found = Certificate.objects.visible_to(request.user).filter(enrolment=enrolment).select_related("job")
    context = {"enrolment": enrolment, "is_own": is_own, **_standing(list(found))}
    context["reason"] = "" if context["certificate"] else _why_not(enrolment)
    context["can_withdraw"] = may(request.user, Permission.LEARNING_ASSIGN, enrolment)
    job = context["job"] if is_own else None
    manages = request.user.holds(Permission.JOB_MANAGE)
    context |= {"job": job, "can_retry": bool(job and job.can_be_retried(by_manager=manages))}
    return render(request, "learning/certificates/of.html", context)


def _standing(found: list[Certificate]) -> dict[str, Any]:
    certificate = next((one for one in found if not one.is_withdrawn), None)
    withdrawn = [one for one in found if one.is_withdrawn]
    return {"certificate": certificate, "withdrawn": withdrawn, "job": certificate.job if certificate else None}


def _why_not(enrolment: Enrolment) -> str:
    try:
        marked_attempt(enrolment)
    except DomainError as error:
        return str(error)
    return ""


def _ready(request: HttpRequest, pk: UUID) -> Certificate:
    found: Certificate = get_object_or_404(Certificate.objects.visible_to(request.user), pk=pk)
    if found.is_withdrawn:
        raise DomainError(_("This certificate does not stand any more."))
    if not found.is_ready:
        raise DomainError(_("This certificate is not ready yet."))
    return found


@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The paper."""
    found = _ready(request, pk)
    if way := on_the_way(request):
        return way
    record(request.user, "certificate.taken", found)
    return files.download(found.path, title=f"certificate-{found.code}", content_type="application/pdf")


@require_safe
def badge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The badge, for wallets and job sites."""
    found = _ready(request, pk)
    if way := on_the_way(request):
        return way
    record(request.user, "certificate.taken", found)
    response = HttpResponse(json.dumps(found.badge, ensure_ascii=False, indent=1), content_type="application/json")
    return as_download(response, title=f"badge-{found.code}", suffix=".json")


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one back, with a reason."""
    rows = Certificate.objects.within(request.user, Permission.LEARNING_ASSIGN).select_related("person")
    found = get_object_or_404(rows, pk=pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_certificate(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Whoever checks it is told that it does not stand any more."))
        return redirect(found)
    if request.method == "GET":
        record(request.user, "certificate.viewed", found)
    page = {"certificate": found, "form": form, "person": found.person}
    return render(request, "learning/certificates/withdraw.html", page)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I have finished: to read, to print, to show."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.LEARNING_DO), user=request.user)
    return render(request, "learning/certificates/transcript.html", _transcript(request, person) | {"is_own": True})


@require_safe
def transcript(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same, for staff."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.LEARNING_VIEW).for_list(), pk=pk)
    if may(request.user, Permission.LEARNING_DO, person):
        return redirect("certificates:mine")
    record(request.user, "transcript.viewed", person)
    page = {**_transcript(request, person), "is_own": False, **tabs.head(request.user, person, "learners:person")}
    return render(request, "learning/certificates/transcript.html", page)


def _transcript(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Every finished course, with its certificate. Two queries, however many."""
    done = Enrolment.objects.visible_to(request.user).filter(person=person, progress__completed_at__isnull=False)
    rows = list(done.select_related("version__course", "progress").order_by("-progress__completed_at"))
    standing = Certificate.objects.visible_to(request.user).filter(person=person, status=Certificate.Status.READY)
    by_enrolment = {one.enrolment_id: one for one in standing}
    lines = [{"enrolment": one, "certificate": by_enrolment.get(one.pk)} for one in rows]
    return {"lines": lines, "person": person}
