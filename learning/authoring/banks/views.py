"""The pages of banks: all of them, one with its questions, a new question."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.access import Permission, may, places_for, require
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from learning.authoring.banks import actions
from learning.authoring.banks.forms import CopyForm, StartForm
from learning.authoring.forms_quiz import QuestionForm
from learning.courses.forms import key_of
from learning.courses.localised import say
from learning.courses.models import Version
from learning.quizzes.banks import Bank, BankQuestion
from learning.quizzes.models import Question

#: So much of a question stands in the list.
SHOWN = 90


def _bank(request: HttpRequest, pk: UUID) -> Bank:
    require(request.user, Permission.COURSE_WRITE, Bank)
    return get_object_or_404(Bank.objects.visible_to(request.user).select_related("establishment"), pk=pk)


@require_http_methods(["GET", "POST"])
def banks(request: HttpRequest) -> HttpResponse:
    """Every bank, and the form that starts one."""
    require(request.user, Permission.COURSE_WRITE, Bank)
    form = StartForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("key", "title")}
        try:
            return redirect(actions.start_bank(form.cleaned_data["place"], **given, by=request.user))
        except DomainError as error:
            form.add_error("title", str(error))
    rows = Bank.objects.visible_to(request.user).select_related("establishment")
    rows = rows.annotate(live=Count("questions", filter=Q(questions__retired_at=None)))
    page = {"banks": rows, "form": form, "can_start": places_for(request.user, Permission.COURSE_WRITE).exists()}
    return render(request, "learning/authoring/banks.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A bank: its questions, which courses draw from it, and the form that copies from a draft."""
    found = _bank(request, pk)
    form = CopyForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            count = actions.copy_from_draft(found, draft=form.cleaned_data["draft"], by=request.user)
        except DomainError as error:
            form.add_error("draft", str(error))
        else:
            words = ngettext("%(n)s question is new in the bank.", "%(n)s questions are new in the bank.", count)
            messages.success(request, words % {"n": count})
            return redirect(found)
    rows = BankQuestion.objects.visible_to(request.user).filter(bank=found)
    offered = Version.objects.visible_to(request.user).filter(quiz__bank=found, status=Version.Status.PUBLISHED)
    page = {
        "bank": found,
        "live": [_row(one) for one in rows if one.retired_at is None],
        "retired": [_row(one) for one in rows if one.retired_at is not None],
        "versions": offered.select_related("course").order_by("course__code"),
        "form": form,
        "can_edit": may(request.user, Permission.COURSE_WRITE, found.establishment),
        "kinds": [(kind.value, str(kind.label)) for kind in Question.Kind],
    }
    return render(request, "learning/authoring/bank.html", page, status=422 if form.errors else 200)


def _row(question: BankQuestion) -> dict[str, Any]:
    text = " ".join(say(question.content["text"]).text.split())
    return {
        "pk": question.pk,
        "text": text if len(text) <= SHOWN else f"{text[:SHOWN]}…",
        "kind": Question.Kind(question.content["kind"]).label,
    }


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write one more question."""
    found = _bank(request, pk)
    require(request.user, Permission.COURSE_WRITE, found.establishment)
    kind = request.GET.get("kind", Question.Kind.SINGLE)
    if kind not in Question.Kind.values:
        raise Http404
    form = QuestionForm(request.POST or None, kind=kind, question=None)
    if form.is_valid():
        try:
            actions.add_to_bank(found, key=key_of(request.POST), content=form.content, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved in the bank."))
            return redirect(found)
    key = request.POST.get("key") or uuid7()
    page = {"bank": found, "form": form, "title": Question.Kind(kind).label, "key": key}
    return render(request, "learning/authoring/bank_question.html", page, status=422 if form.errors else 200)


@require_POST
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(request.user, Permission.COURSE_WRITE, BankQuestion)
    rows = BankQuestion.objects.visible_to(request.user).select_related("bank__establishment")
    found = get_object_or_404(rows, pk=pk)
    actions.retire_question(found, by=request.user)
    messages.success(request, _("Nobody new is asked it. Tries that have it keep it."))
    return redirect(found.bank)
