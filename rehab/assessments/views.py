"""Pages of an assessment: the same for the person and for staff, each in their own look."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.sheets.shown import sheets_of
from rehab.assessments import actions, figures, ways
from rehab.assessments.forms import OpenForm, SheetForm, SkipForm
from rehab.assessments.models import Assessment, AssessmentPart, Side
from rehab.assessments.reuse import offered
from rehab.care.pathways import ICONS, Pathway


def page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    """Draw for the person themselves (own) or for staff; the reader's side decides the look."""
    own = person.user_id == request.user.pk
    head = {} if own else tabs.head(request.user, person, "assessments:for-person")
    return render(request, f"rehab/assessments/{template}.html", {"own": own, "person": person, **head, **context})


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The way in from home: the questions that are open for me, or the page that begins them."""
    person = Person.objects.within(request.user, Permission.ASSESSMENT_VIEW).filter(user=request.user).first()
    if person is None:
        raise Http404
    if request.method == "POST":
        return redirect(actions.open_assessment(person, kind=Assessment.Kind.IMMEDIATE, by=request.user))
    found = list(Assessment.objects.visible_to(request.user).filter(person=person)[:10])
    opened = next((one for one in found if one.is_open), None)
    if opened:
        return redirect(opened)
    return page(request, "start", person, assessments=found, can_edit=True)


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page: what was asked, and the form that begins another."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.ASSESSMENT_VIEW), pk=pk)
    can_edit = may(request.user, Permission.ASSESSMENT_EDIT, person)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.open_assessment(person, **form.cleaned_data, by=request.user))
        except DomainError as error:
            form.add_error(None, str(error))
    found = Assessment.objects.visible_to(request.user).filter(person=person).select_related("finished_by")[:20]
    record(request.user, "assessments.viewed", person)
    return page(request, "start", person, assessments=list(found), can_edit=can_edit, form=form)


@require_safe
def assessment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The seven parts, and how far each side is."""
    found = _assessment(request, pk)
    record(request.user, "assessments.viewed", found)
    views = figures.part_views(found)
    own = found.person.user_id == request.user.pk
    side = Side.PERSON if own else Side.STAFF
    return page(
        request,
        "assessment",
        found.person,
        assessment=found,
        views=views,
        side=side,
        done=sum(view.is_done(side) for view in views),
        is_asked_aloud=figures.asked_by_staff(found),
        can_answer=_can_answer(request, found, side),
        can_write_for=not own and _can_answer(request, found, Side.PERSON),
    )


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: UUID, side: str, number: int) -> HttpResponse:
    """One sheet of questions: a pathway whose questions do not fork is one page."""
    found = _part(request, pk, side)
    asked = found.question_set.asked()
    kind, by_staff = found.assessment.kind, side == Side.STAFF
    sheet = found.sheet(side)
    values = sheet.values if sheet else offered(request.user, found, side, asked)
    sheets = ways.sheets(asked, values, kind=kind, by_staff=by_staff)
    if not 1 <= number <= len(sheets):
        raise Http404
    pages = sheets[number - 1]
    start = {**values, "version": sheet.version if sheet else 0}
    form = SheetForm(request.POST if request.method == "POST" else None, pages=pages, initial=start)
    now = None
    if request.method == "POST" and form.is_valid():
        try:
            given = {"values": form.values, "names": form.names, "version": form.cleaned_data["version"]}
            saved = actions.save_answers(found, side=side, **given, by=request.user)
        except actions.AnswersChanged as changed:
            form.add_error(None, str(changed))
            now = changed.sheet.values
            form.data = form.data.copy()
            form.data["version"] = str(changed.sheet.version)  # both are on the page now: saving again is a choice
        else:
            return redirect(_after(found, side, number, saved.values))
    left = _missing(asked, values, pages) if "left" in request.GET and sheet else set()
    others = found.values(Side.PERSON) if by_staff else {}
    return page(
        request,
        "part",
        found.assessment.person,
        assessment=found.assessment,
        part=found,
        pathway=Pathway(found.pathway),
        icon=ICONS[Pathway(found.pathway)],
        side=side,
        number=number,
        sheets=len(sheets),
        form=form,
        drawn=form.drawn(others=others, now=now, known=set() if sheet else set(values)),
        is_conflict=now is not None,
        is_known=not sheet and bool(values),
        from_person=by_staff and not sheet and bool(found.values(Side.PERSON)),
        left=left,
        skip_url=reverse("assessments:skip", args=[found.pk]),
    )


def _after(found: AssessmentPart, side: str, number: int, values: dict[str, Any]) -> str:
    """Where to go once a sheet is saved: back to what was left out, on to the next sheet, or to the list of parts."""
    asked = found.question_set.asked()
    sheets = ways.sheets(asked, values, kind=found.assessment.kind, by_staff=side == Side.STAFF)
    here = reverse("assessments:part", args=[found.pk, side, number])
    if number <= len(sheets) and _missing(asked, values, sheets[number - 1]):
        return f"{here}?left=1"
    if number < len(sheets):
        return reverse("assessments:part", args=[found.pk, side, number + 1])
    return f"{found.assessment.get_absolute_url()}#part-{found.pathway}"


def _missing(asked: Any, values: dict[str, Any], pages: list[Any]) -> set[str]:
    """The questions of these pages that need an answer and have none."""
    shown = (question for one in pages for question in ways.shown(one.questions, values))
    return {question.id for question in shown if question.is_mandatory and not values.get(question.id)}


@require_http_methods(["GET", "POST"])
def skip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a pathway out, with the reason."""
    found = get_object_or_404(
        AssessmentPart.objects.visible_to(request.user).select_related("assessment__person__user"), pk=pk
    )
    require(request.user, Permission.ASSESSMENT_EDIT, found)
    person = found.assessment.person
    form = SkipForm(request.POST or None, own=person.user_id == request.user.pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.skip_part(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(found.assessment)
    pathway = Pathway(found.pathway)
    return page(request, "skip", person, assessment=found.assessment, part=found, pathway=pathway, form=form)


@require_safe
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every answer, both sides, before and after they are sent."""
    found = _assessment(request, pk)
    record(request.user, "assessments.viewed", found)
    views = figures.part_views(found)
    sheets = sheets_of(request.user, [view.sheets[Side.PERSON].pk for view in views if view.sheets[Side.PERSON]])
    for view in views:
        answered = view.sheets[Side.PERSON]
        view.paper = sheets.get(answered.pk) if answered else None
    own = found.person.user_id == request.user.pk
    side = Side.PERSON if own else Side.STAFF
    needed = [Side.PERSON] if own else [Side.STAFF, Side.PERSON]
    return page(
        request,
        "check",
        found.person,
        assessment=found,
        views=views,
        side=side,
        is_asked_aloud=figures.asked_by_staff(found),
        can_answer=_can_answer(request, found, side),
        is_ready=all(any(view.is_done(one) for one in needed) for view in views),
        differences=sum(view.differences for view in views),
    )


@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Assessment.objects.visible_to(request.user), pk=pk)
    actions.send_answers(found, by=request.user)
    return redirect(found)


@require_POST
def finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Assessment.objects.visible_to(request.user), pk=pk)
    actions.finish_assessment(found, by=request.user)
    return redirect(found)


def _assessment(request: HttpRequest, pk: UUID) -> Assessment:
    found: Assessment = get_object_or_404(Assessment.objects.visible_to(request.user).with_sheets(), pk=pk)
    return found


def _part(request: HttpRequest, pk: UUID, side: str) -> AssessmentPart:
    """The part that this reader may answer for this side now."""
    found: AssessmentPart = get_object_or_404(
        AssessmentPart.objects.visible_to(request.user)
        .select_related("assessment__person__user", "question_set")
        .prefetch_related("sheets"),
        pk=pk,
    )
    own = found.assessment.person.user_id == request.user.pk
    if side not in Side.values or (own and side == Side.STAFF):
        raise Http404
    if own and figures.asked_by_staff(found.assessment):
        raise Http404
    require(request.user, Permission.ASSESSMENT_EDIT, found)
    if not found.assessment.is_open_for(side):
        raise DomainError(_("These answers were sent. They stay as they are."))
    return found


def _can_answer(request: HttpRequest, found: Assessment, side: str) -> bool:
    own = found.person.user_id == request.user.pk
    if own and figures.asked_by_staff(found):
        return False
    return found.is_open_for(side) and may(request.user, Permission.ASSESSMENT_EDIT, found)
