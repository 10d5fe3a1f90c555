"""A person and their own record: who looked, what is wrong, a copy, how long it is kept."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from justice_portal import files
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.rights import actions
from justice_portal.rights.forms import CopyForm, CorrectionForm
from justice_portal.rights.keeping import lines_for, source_of
from justice_portal.rights.looks import by_day, looks_at
from justice_portal.rights.models import Correction, RecordCopy


def own(request: HttpRequest) -> Person:
    """The record of whoever reads; 404 for those who are nobody's record."""
    if not request.user.holds(Permission.RIGHTS_OWN):
        raise Http404
    return get_object_or_404(Person.objects.within(request.user, Permission.RIGHTS_OWN), user=request.user)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What a person may ask about their record."""
    person = own(request)
    waiting = Correction.objects.visible_to(request.user).filter(person=person).open().count()
    return render(request, "rights/mine.html", {"waiting": waiting})


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at my record: by day, in plain words."""
    person = own(request)
    paging = paged(looks_at(person), request.GET)
    context = {"paging": paging, "days": by_day(paging.rows)}
    record(request.user, "rights.looks_viewed", person)
    return render(request, "rights/looks.html", context)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What this person asked to have put right."""
    person = own(request)
    asked = Correction.objects.visible_to(request.user).filter(person=person)
    return render(request, "rights/corrections.html", {"paging": paged(asked, request.GET)})


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """Say that something is wrong."""
    person = own(request)
    form = CorrectionForm(request.POST or None, initial={"part": request.GET.get("part", "")})
    if form.is_valid():
        try:
            asked = actions.ask_correction(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. Staff will look at it and answer."))
            return redirect(asked)
    return render(request, "rights/correct.html", {"form": form})


@require_GET
def correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request to put a record right: for who asked, and for staff who look after the person."""
    found = get_object_or_404(Correction.objects.visible_to(request.user).for_list(), pk=pk)
    seen(request.user, found)
    record(request.user, "rights.correction_viewed", found)
    if found.asked_by_id == request.user.pk:
        return render(request, "rights/correction_own.html", {"asked": found})
    person = Person.objects.visible_to(request.user).filter(pk=found.person_id).first()
    can_answer = found.is_open and may(request.user, Permission.RIGHTS_ANSWER, found)
    return render(request, "rights/correction_staff.html", {"asked": found, "person": person, "can_answer": can_answer})


@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: HttpRequest) -> HttpResponse:
    """Ask for a copy of the record, and find those that were made."""
    person = own(request)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.ask_copy(person, key=form.cleaned_data["key"], by=request.user))
    made = RecordCopy.objects.visible_to(request.user).filter(person=person)
    return render(request, "rights/copies.html", {"form": form, "paging": paged(made, request.GET)})


@require_safe
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a copy is, and its two files when they are there."""
    made = _copy(request, pk)
    seen(request.user, made)
    manages = request.user.holds(Permission.JOB_MANAGE)
    is_own = made.asked_by_id == request.user.pk
    job = made.job if made.job and is_own else None
    context = {
        "made": made,
        "job": job,
        "can_retry": bool(job and job.can_be_retried(by_manager=manages)),
        "is_person": made.person.user_id == request.user.pk,
    }
    return render(request, "rights/copy.html", context)


@require_safe
def copy_pdf(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The pages to read."""
    made = _ready(request, pk)
    if way := on_the_way(request):
        return way
    record(request.user, "rights.copy_downloaded", made, what="pdf")
    return files.download(made.pdf_path, title=f"record-{made.asked_at:%Y-%m-%d}", content_type="application/pdf")


@require_safe
def copy_data(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The data."""
    made = _ready(request, pk)
    if way := on_the_way(request):
        return way
    record(request.user, "rights.copy_downloaded", made, what="data")
    return files.download(made.data_path, title=f"record-{made.asked_at:%Y-%m-%d}", content_type="application/zip")


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What we keep, and until when."""
    person = own(request)
    record(request.user, "rights.kept_viewed", person)
    lines = [(line, source_of(line.code)) for line in lines_for(person)]
    return render(request, "rights/kept.html", {"lines": lines})


def _copy(request: HttpRequest, pk: UUID) -> RecordCopy:
    """A copy for who asked or whose record it is; for staff only while the person is within their reach."""
    made = get_object_or_404(RecordCopy.objects.visible_to(request.user).select_related("person", "job"), pk=pk)
    if made.person.user_id != request.user.pk and not may(request.user, Permission.RIGHTS_COPY, made.person):
        raise Http404
    return made


def _ready(request: HttpRequest, pk: UUID) -> RecordCopy:
    made = _copy(request, pk)
    if not made.is_ready:
        raise DomainError(_("This copy is not ready yet."))
    return made
