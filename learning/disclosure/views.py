"""Telling an employer: advice in plain words, the letter part by part, and its print."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import files
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.people import tabs
from justice_portal.people.models import Person
from learning.courses.forms import key_of
from learning.disclosure import actions
from learning.disclosure.forms import PrintForm, WordsForm
from learning.disclosure.models import DisclosureLetter, LetterPrint
from learning.disclosure.parts import BY_NAME, PARTS
from learning.disclosure.render import paragraphs
from rehab.care.pages import myself

TAB = "disclosure:for-person"


def _letter_of(request: HttpRequest, person: Person) -> dict[str, Any]:
    """The letter, what it says, and the newest print of these words."""
    letter = DisclosureLetter.objects.visible_to(request.user).filter(person=person).first()
    record(request.user, "disclosure.viewed", person)
    if letter is None:
        return {"letter": None, "paragraphs": [], "last": None, "form": PrintForm(), "person": person}
    last = LetterPrint.objects.visible_to(request.user).filter(letter=letter, letter_version=letter.version).first()
    return {"letter": letter, "paragraphs": paragraphs(letter), "last": last, "form": PrintForm(), "person": person}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The advice first, then the parts, then the letter as it prints."""
    context = _letter_of(request, myself(request, Permission.LEARNING_DO))
    parts = [{"part": one, "is_written": bool(getattr(context["letter"], one.name, ""))} for one in PARTS]
    return render(request, "learning/disclosure/mine.html", {**context, "parts": parts})


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, part: str) -> HttpResponse:
    """One part to write. What was saved in between stands beside what was typed."""
    if part not in BY_NAME:
        raise Http404
    person = myself(request, Permission.LEARNING_DO)
    letter = DisclosureLetter.objects.visible_to(request.user).filter(person=person).first()
    start = {"version": letter.version, "words": getattr(letter, part)} if letter else {"version": 0}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=start)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_part(person, part=part, **form.cleaned_data, by=request.user)
        except actions.LetterChanged as changed:
            theirs = getattr(changed.letter, part)
            form.add_error(None, str(changed))
            form.data = form.data.copy()
            form.data["version"] = str(changed.letter.version)
        else:
            messages.success(request, _("Saved. Your letter has it now."))
            return redirect("disclosure:mine")
    context = {"part": BY_NAME[part], "form": form, "theirs": theirs, "is_changed": theirs is not None}
    return render(request, "learning/disclosure/part.html", context)


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page: the letter as it prints."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk)
    if person.user_id == request.user.pk:
        return redirect("disclosure:mine")
    context = _letter_of(request, person) | tabs.head(request.user, person, TAB)
    return render(request, "learning/disclosure/person.html", context)


@require_POST
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have it printed as it is now."""
    letter = get_object_or_404(DisclosureLetter.objects.visible_to(request.user).select_related("person"), pk=pk)
    made = actions.print_letter(letter, key=key_of(request.POST), by=request.user)
    return redirect("disclosure:print", pk=made.pk)


@require_safe
def printing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the file is, and the way to print it."""
    made = _print(request, pk)
    person = made.letter.person
    own = person.user_id == request.user.pk
    job = made.job if made.asked_by_id == request.user.pk else None
    head: dict[str, Any] = {} if own else tabs.head(request.user, person, TAB)
    context = {"made": made, "person": person, "own": own, "job": job, **head}
    context["can_retry"] = bool(job and job.can_be_retried(by_manager=request.user.holds(Permission.JOB_MANAGE)))
    return render(request, "learning/disclosure/print.html", context)


@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The page, to print or to send."""
    made = _print(request, pk)
    if not made.is_ready:
        raise DomainError(_("This file is not ready yet."))
    if way := on_the_way(request):
        return way
    record(request.user, "disclosure.printed", made)
    return files.download(made.path, title="letter", content_type="application/pdf")


def _print(request: HttpRequest, pk: UUID) -> LetterPrint:
    rows = LetterPrint.objects.visible_to(request.user).select_related("letter__person", "asked_by", "job")
    found: LetterPrint = get_object_or_404(rows, pk=pk)
    return found
