"""The readers' pages: what waits, one complaint, its answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words
from rehab.complaints import actions as telling
from rehab.complaints.desk import actions
from rehab.complaints.desk.forms import AnswerForm, DeskFilter
from rehab.complaints.desk.table import desk_table, facts
from rehab.complaints.due import days_of
from rehab.complaints.forms import TakenDownForm
from rehab.complaints.models import Complaint


def found(request: HttpRequest, pk: UUID) -> Complaint:
    """The complaint, for its readers; 404 for everyone else. Each opening is kept."""
    rows = Complaint.objects.visible_to(request.user).exclude(person__user=request.user).for_list()
    complaint = get_object_or_404(rows.select_related("person__user", "appeal_of", "written_by"), pk=pk)
    record(request.user, "complaints.viewed", complaint, subjects=[complaint.person_id])
    return complaint


def before(request: HttpRequest, complaint: Complaint) -> Complaint | None:
    """The first complaint of a second look, if the reader may read it."""
    rows = Complaint.objects.visible_to(request.user).select_related("answered_by")
    return rows.filter(pk=complaint.appeal_of_id).first() if complaint.appeal_of_id else None


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, by the day that it is due."""
    if not request.user.holds(Permission.COMPLAINT_VIEW):
        raise Http404
    form = DeskFilter(request.GET)
    rows = Complaint.objects.visible_to(request.user).exclude(person__user=request.user)
    paging = paged(form.chosen_of(rows.for_list()), request.GET)
    record(request.user, "complaints.listed", Complaint, subjects={row.person_id for row in paging.rows})
    context = {"form": form, "paging": paging, "table": desk_table(paging.rows)}
    return render(request, "rehab/complaints/desk/list.html", context)


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    complaint = found(request, pk)
    seen(request.user, complaint)
    context: dict[str, Any] = {
        "complaint": complaint,
        "first": before(request, complaint),
        "rows": facts(complaint),
        "can_answer": complaint.is_open and may(request.user, Permission.COMPLAINT_ANSWER, complaint),
    }
    return render(request, "rehab/complaints/desk/one.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was found, with a measure of how hard the answer reads."""
    complaint = found(request, pk)
    require(request.user, Permission.COMPLAINT_ANSWER, complaint)
    form = AnswerForm(request.POST or None)
    context = {"complaint": complaint, "form": form, "reads": None, "reading": complaint.person.get_reading_display()}
    if form.is_valid():
        words = form.cleaned_data["answer"]
        if "check" in request.POST:
            context["reads"] = {"grade": grade(words), "limit": GRADE_FOR_PEOPLE, "hard": hard_words(words)}
        else:
            try:
                actions.answer_complaint(complaint, **form.cleaned_data, by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Answered. The person sees it now."))
                return redirect("complaints:desk-one", pk=complaint.pk)
    return render(request, "rehab/complaints/desk/answer.html", context)


@require_http_methods(["GET", "POST"])
def take_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write one for somebody who cannot. Who wrote it cannot open it afterwards, unless they are of those who read it."""
    within = Person.objects.within(request.user, Permission.COMPLAINT_TAKE).exclude(user=request.user)
    person = get_object_or_404(within.for_list(), pk=pk)
    if not person.establishment_id:
        messages.info(request, _("They are not in a prison now."))
        return redirect("requests:for-person", pk=pk)
    form = TakenDownForm(request.POST or None, place=person.establishment_id)
    if form.is_valid():
        try:
            telling.take_down(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent in their name. They see that you wrote it."))
            return redirect("requests:for-person", pk=pk)
    days = max(days_of(person.establishment_id, kind) for kind in Complaint.Kind.values)
    head = tabs.head(request.user, person, "requests:for-person")
    return render(
        request, "rehab/complaints/desk/take_down.html", {"person": person, "form": form, "days": days, **head}
    )
