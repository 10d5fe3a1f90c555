"""Learning and work: the induction, ten skills with their history, jobs to aim for."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from rehab.care.pages import draw, myself
from rehab.working import actions
from rehab.working.forms import InductionForm, SkillForm
from rehab.working.models import Induction, JobGoal, Occupation, SkillRating

TAB = "working:for-person"
MOST_FOUND = 12


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _page(request, myself(request, Permission.PLAN_VIEW))


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk))


def _page(request: HttpRequest, person: Person) -> HttpResponse:
    record(request.user, "working.viewed", person)
    newest: dict[str, SkillRating] = {}
    for rating in SkillRating.objects.visible_to(request.user).filter(person=person)[:500]:
        newest.setdefault(rating.skill, rating)
    jobs = JobGoal.objects.visible_to(request.user).filter(person=person).select_related("occupation")
    return draw(
        request,
        "working/working",
        person,
        tab=TAB,
        induction=Induction.objects.visible_to(request.user).filter(person=person).first(),
        skills=[{"skill": skill, "rating": newest.get(skill)} for skill in SkillRating.Skill],
        jobs=list(jobs),
        can_edit=may(request.user, Permission.PLAN_EDIT, person),
    )


def _to_edit(request: HttpRequest, pk: UUID) -> Person:
    person: Person = get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk)
    require(request.user, Permission.PLAN_EDIT, person)
    return person


def _back(request: HttpRequest, person: Person) -> HttpResponse:
    own = person.user_id == request.user.pk
    return redirect("working:mine") if own else redirect(TAB, pk=person.pk)


@require_http_methods(["GET", "POST"])
def induction(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _to_edit(request, pk)
    found = Induction.objects.visible_to(request.user).filter(person=person).first()
    names = [name for name in InductionForm.base_fields if name != "version"]
    start = {name: getattr(found, name) for name in names} | {"version": found.version} if found else {"version": 0}
    form = InductionForm(request.POST if request.method == "POST" else None, initial=start)
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        version = values.pop("version")
        try:
            actions.save_induction(person, values=values, version=version, by=request.user)
        except actions.InductionChanged as changed:
            form.add_error(None, str(changed))
            theirs = _differences(form, values, changed.induction)
            form.data = form.data.copy()
            form.data["version"] = str(changed.induction.version)
        else:
            return _back(request, person)
    record(request.user, "working.viewed", person)
    return draw(request, "working/induction", person, tab=TAB, form=form, theirs=theirs)


def _differences(form: Any, values: dict[str, Any], now: Induction) -> list[dict[str, Any]]:
    """What stands there now, for each question whose answer differs from what was sent."""
    lines = []
    for name, value in values.items():
        there = getattr(now, name)
        if there != value:
            choices = {str(key): label for key, label in getattr(form.fields[name], "choices", ())}
            words = [str(choices.get(one, one)) for one in (there if isinstance(there, list) else [there]) if one]
            lines.append({"label": form.fields[name].label, "value": ", ".join(words)})
    return lines


@require_http_methods(["GET", "POST"])
def skill(request: HttpRequest, pk: UUID, skill: str) -> HttpResponse:
    """One skill: what was said before, and another line."""
    if skill not in SkillRating.Skill.values:
        raise Http404
    person = _to_edit(request, pk)
    form = SkillForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate_skill(person, skill=skill, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _back(request, person)
    past = SkillRating.objects.visible_to(request.user).filter(person=person, skill=skill).select_related("added_by")
    record(request.user, "working.viewed", person)
    return draw(
        request, "working/skill", person, tab=TAB, skill=SkillRating.Skill(skill), form=form, past=list(past[:50])
    )


@require_http_methods(["GET", "POST"])
def job_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look for a job by part of its name, and pick one."""
    person = _to_edit(request, pk)
    if request.method == "POST":
        code = request.POST.get("occupation", "")[:4]
        known = Occupation.objects.visible_to(request.user)
        occupation = known.filter(pk=code).first() if code.isalnum() else None
        if occupation is None:
            return redirect("working:job-add", pk=person.pk)
        actions.add_job(person, occupation=occupation, by=request.user)
        return _back(request, person)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:60]
    found = Occupation.objects.visible_to(request.user).filter(is_current=True)
    for word in asked.split()[:5]:
        found = found.filter(title__icontains=word.rstrip("s") if len(word) > 3 else word)
    rows = list(found[:MOST_FOUND]) if asked else []
    return draw(request, "working/job_add", person, tab=TAB, asked=asked, found=rows)


@require_POST
def job_state(request: HttpRequest, pk: UUID, status: str) -> HttpResponse:
    if status not in JobGoal.Status.values:
        raise Http404
    goal = get_object_or_404(JobGoal.objects.visible_to(request.user).select_related("person"), pk=pk)
    actions.change_job(goal, status=status, by=request.user)
    return _back(request, goal.person)
