"""The drafts and courses of the tutors, one draft, and its way through a second person to learners."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from justice_portal.access import Permission, require
from justice_portal.errors import DomainError
from learning.authoring import actions
from learning.authoring.draft_page import DraftPage
from learning.authoring.forms import AnswerForm, SendForm
from learning.authoring.models import Draft
from learning.courses import actions_courses as courses
from learning.courses.models import Course, Version


def the_draft(request: HttpRequest, pk: UUID) -> Draft:
    """A draft, for who writes courses; for everyone else there is none."""
    require(request.user, Permission.COURSE_WRITE, Draft)
    return get_object_or_404(Draft.objects.visible_to(request.user).select_related("edited_by", "reviewed_by"), pk=pk)


def the_course(request: HttpRequest, code: str) -> Course:
    require(request.user, Permission.COURSE_WRITE, Course)
    return get_object_or_404(Course.objects.visible_to(request.user), code=code)


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.COURSE_WRITE, Draft)
    rows = Draft.objects.visible_to(request.user).open().select_related("edited_by")
    offered = Version.objects.visible_to(request.user).filter(status=Version.Status.PUBLISHED)
    page = {"drafts": rows, "versions": offered.select_related("course").order_by("course__subject", "course__code")}
    return render(request, "learning/authoring/list.html", page)


@require_POST
def revise(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(actions.revise_course(the_course(request, code), by=request.user))


@require_POST
def retire(request: HttpRequest, code: str) -> HttpResponse:
    courses.close_course(the_course(request, code), by=request.user)
    messages.success(request, _("Nobody new can start it. Who is on it can go on."))
    return redirect("authoring:list")


@require_POST
def offer(request: HttpRequest, code: str) -> HttpResponse:
    courses.open_course(the_course(request, code), by=request.user)
    messages.success(request, _("The course is in the catalogue again."))
    return redirect("authoring:list")


@require_GET
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _draft_page(request, the_draft(request, pk))


def _draft_page(request: HttpRequest, found: Draft, **forms: object) -> HttpResponse:
    page = DraftPage(found, request.user)
    context = {"page": page, "draft": found, "send_form": SendForm(), "answer_form": AnswerForm(), **forms}
    return render(request, "learning/authoring/draft.html", context)


@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, form = the_draft(request, pk), SendForm(request.POST)
    if form.is_valid():
        try:
            actions.send_draft(found, reason=form.cleaned_data["reason"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. Another writer reads it now."))
            return redirect(found)
    return _draft_page(request, found, send_form=form, form=form)


@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, form = the_draft(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_draft(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. The writer sees what you said."))
            return redirect(found)
    return _draft_page(request, found, answer_form=form, form=form)


@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    return redirect(actions.take_back_draft(the_draft(request, pk), by=request.user))


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = actions.publish_draft(the_draft(request, pk), by=request.user)
    messages.success(request, _("Published. Learners can start it now; who is on an older version stays on it."))
    return redirect("courses:course", done.code)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.drop_draft(the_draft(request, pk), by=request.user)
    messages.success(request, _("The draft is dropped. The course is as it was."))
    return redirect("authoring:list")
