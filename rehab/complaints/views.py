"""The person's pages: my complaints, a new one, one with its answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people.models import Person
from rehab.complaints import actions
from rehab.complaints.due import days_of
from rehab.complaints.forms import AppealForm, ComplaintForm
from rehab.complaints.models import Complaint


def own_person(request: HttpRequest) -> Person:
    """The record of who complains; 404 for everyone else."""
    mine = Person.objects.within(request.user, Permission.COMPLAINT_MAKE).filter(user=request.user)
    return get_object_or_404(mine.select_related("establishment"))


def own_complaints(request: HttpRequest) -> QuerySet[Complaint]:
    mine = Complaint.objects.visible_to(request.user).filter(person__user=request.user)
    return mine.select_related("person", "made_in", "appeal_of", "appeal", "written_by")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My complaints, the newest first."""
    person = own_person(request)
    context = {"paging": paged(own_complaints(request), request.GET, 10), "can_make": bool(person.establishment_id)}
    return render(request, "rehab/complaints/mine.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choices, then words."""
    person = own_person(request)
    if not person.establishment_id:
        return redirect("complaints:mine")
    form = ComplaintForm(request.POST or None, place=person.establishment_id)
    if form.is_valid():
        try:
            made = actions.make_complaint(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. Your complaint is safe with them."))
            return redirect(made)
    days = max(days_of(person.establishment_id, kind) for kind in Complaint.Kind.values)
    return render(request, "rehab/complaints/new.html", {"form": form, "days": days})


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    complaint = get_object_or_404(own_complaints(request), pk=pk)
    seen(request.user, complaint)
    return _one(request, complaint, AppealForm())


def _one(request: HttpRequest, complaint: Complaint, form: AppealForm) -> HttpResponse:
    again = Complaint.objects.visible_to(request.user).filter(appeal_of=complaint).first()
    is_unhappy = complaint.verdict == Complaint.Verdict.NOT_ANSWERED
    context: dict[str, Any] = {
        "complaint": complaint,
        "again": again,
        "can_appeal": is_unhappy and not again and not complaint.appeal_of_id,
        "form": form,
    }
    return render(request, "rehab/complaints/one.html", context)


@require_POST
def verdict(request: HttpRequest, pk: UUID, word: str) -> HttpResponse:
    """Was it answered?"""
    if word not in Complaint.Verdict.values:
        raise Http404
    complaint = get_object_or_404(own_complaints(request), pk=pk)
    actions.give_verdict(complaint, verdict=word, by=request.user)
    messages.success(request, _("Thank you."))
    return redirect(complaint)


@require_POST
def appeal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a second look."""
    complaint = get_object_or_404(own_complaints(request), pk=pk)
    form = AppealForm(request.POST)
    if form.is_valid():
        try:
            made = actions.appeal(complaint, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. Someone else will look at it."))
            return redirect(made)
    return _one(request, complaint, form)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back: after saying that nobody may make them."""
    complaint = get_object_or_404(own_complaints(request), pk=pk)
    if request.method == "POST":
        actions.withdraw(complaint, by=request.user)
        messages.info(request, _("You took it back. You can make a new one at any time."))
        return redirect(complaint)
    if not complaint.is_open:
        return redirect(complaint)
    return render(request, "rehab/complaints/withdraw.html", {"complaint": complaint})
