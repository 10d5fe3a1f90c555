"""Pages of the plan: the same pages for the person and for staff, each in their own look."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.sheets.shown import sheets_of
from rehab.care.pathways import ICONS, Pathway
from rehab.plans import actions, figures
from rehab.plans.forms import EndGoalForm, GoalForm, PathwayForm
from rehab.plans.models import Goal, PathwayState, Plan, Step


def page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    """Draw for the person themselves (own) or for staff; the reader's side decides the look."""
    own = person.user_id == request.user.pk
    head = {} if own else tabs.head(request.user, person, "plans:for-person")
    return render(request, f"rehab/plans/{template}.html", {"own": own, "person": person, **head, **context})


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The way in from the home page: my plan, or the page that starts one."""
    person = Person.objects.within(request.user, Permission.PLAN_VIEW).filter(user=request.user).first()
    if person is None:
        raise Http404
    return _plan_or_start(request, person)


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan tab of a person's page."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk)
    return _plan_or_start(request, person)


def _plan_or_start(request: HttpRequest, person: Person) -> HttpResponse:
    if request.method == "POST":
        return redirect(actions.open_plan(person, by=request.user))
    plan = Plan.objects.visible_to(request.user).filter(person=person).open().first()
    if plan:
        return redirect(plan)
    return page(request, "start", person, can_edit=may(request.user, Permission.PLAN_EDIT, person))


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    record(request.user, "plan.viewed", plan)
    goals = list(plan.goals.visible_to(request.user).with_counts().select_related("added_by"))
    states = list(plan.pathways.visible_to(request.user))
    return page(
        request,
        "plan",
        plan.person,
        plan=plan,
        pathways=figures.pathways(states, goals, own=plan.person.user_id == request.user.pk),
        next_steps=figures.next_steps(
            Step.objects.visible_to(request.user).filter(goal__plan=plan, goal__status=Goal.Status.ACTIVE)
        ),
        can_edit=plan.is_open and may(request.user, Permission.PLAN_EDIT, plan),
    )


@require_safe
def printed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole plan on paper: every pathway with its goals and steps."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    record(request.user, "plan.viewed", plan)
    goals = list(plan.goals.visible_to(request.user).with_counts())
    steps: dict[UUID, list[Step]] = {}
    for step in Step.objects.visible_to(request.user).filter(goal__plan=plan):
        steps.setdefault(step.goal_id, []).append(step)
    lines = figures.pathways(plan.pathways.visible_to(request.user), goals, own=plan.person.user_id == request.user.pk)
    told = [
        {
            "line": line,
            "goals": [{"goal": one, "steps": steps.get(one.pk, [])} for one in goals if one.pathway == line.pathway],
        }
        for line in lines
    ]
    return page(request, "printed", plan.person, plan=plan, told=told)


@require_http_methods(["GET", "POST"])
def pathway(request: HttpRequest, pk: UUID, pathway: str) -> HttpResponse:
    """One pathway: its status, its goals."""
    if pathway not in Pathway.values:
        raise Http404
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    state = (
        PathwayState.objects.visible_to(request.user)
        .select_related("changed_by")
        .filter(plan=plan, pathway=pathway)
        .first()
    )
    can_edit = plan.is_open and may(request.user, Permission.PLAN_EDIT, plan)
    form = PathwayForm(
        request.POST or None,
        own=plan.person.user_id == request.user.pk,
        initial=dict.fromkeys(("status", "was"), state.status if state else "not_started"),
    )
    theirs = None
    if request.method == "POST" and not can_edit:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_pathway(plan, pathway=pathway, **form.cleaned_data, by=request.user)
        except actions.ChangedMeanwhile as error:
            form.add_error(None, str(error))
            theirs = state
            form.data = form.data.copy()
            form.data["was"] = state.status  # theirs is on the page now: saving again is a choice
        else:
            return redirect("plans:pathway", pk=plan.pk, pathway=pathway)
    goals = (
        plan.goals.visible_to(request.user)
        .filter(pathway=pathway)
        .with_counts()
        .select_related("added_by", "changed_by")
    )
    return page(
        request,
        "pathway",
        plan.person,
        plan=plan,
        pathway=Pathway(pathway),
        icon=ICONS[Pathway(pathway)],
        state=state,
        theirs=theirs,
        theirs_own=figures.OWN_WORDS[PathwayState.Status(theirs.status)] if theirs else "",
        goals=goals,
        form=form,
        can_edit=can_edit,
    )


@require_http_methods(["GET", "POST"])
def goal_add(request: HttpRequest, pk: UUID, pathway: str) -> HttpResponse:
    if pathway not in Pathway.values:
        raise Http404
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("person__user"), pk=pk)
    if not may(request.user, Permission.PLAN_EDIT, plan):
        raise PermissionDenied
    form = GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            goal = actions.add_goal(
                plan,
                key=form.cleaned_data["key"],
                pathway=pathway,
                title=form.cleaned_data["title"],
                due_on=form.cleaned_data["due_on"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(goal)
    return page(request, "goal_form", plan.person, plan=plan, pathway=Pathway(pathway), form=form)


@require_safe
def goal(request: HttpRequest, pk: UUID) -> HttpResponse:
    goal = found_goal(request, pk)
    steps = list(goal.steps.visible_to(request.user).select_related("added_by", "changed_by"))
    sheets = sheets_of(request.user, [goal.pk, *(step.pk for step in steps)])
    for line in (goal, *steps):
        line.sheet = sheets.get(line.pk)
    return page(
        request,
        "goal",
        goal.plan.person,
        plan=goal.plan,
        goal=goal,
        steps=steps,
        done=sum(step.status == Step.Status.COMPLETE for step in steps),
        can_edit=goal.plan.is_open and may(request.user, Permission.PLAN_EDIT, goal),
    )


def found_goal(request: HttpRequest, pk: UUID, *, to_change: bool = False) -> Goal:
    goals = Goal.objects.visible_to(request.user).select_related("plan__person__user", "added_by", "changed_by")
    goal = get_object_or_404(goals, pk=pk)
    if to_change and not may(request.user, Permission.PLAN_EDIT, goal):
        raise PermissionDenied
    return goal


@require_http_methods(["GET", "POST"])
def goal_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    goal = found_goal(request, pk, to_change=True)
    form = GoalForm(
        request.POST or None,
        initial={"title": goal.title, "target": "date", "due_on": goal.due_on, "version": goal.version},
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_goal(
                goal,
                title=form.cleaned_data["title"],
                due_on=form.cleaned_data["due_on"],
                version=form.cleaned_data["version"] or 0,
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
            theirs = found_goal(request, pk)
            form.data = form.data.copy()
            form.data["version"] = str(theirs.version)  # their words are on the page now: saving again is a choice
        else:
            return redirect(goal)
    return page(
        request,
        "goal_form",
        goal.plan.person,
        plan=goal.plan,
        goal=goal,
        pathway=Pathway(goal.pathway),
        form=form,
        theirs=theirs,
    )


@require_http_methods(["GET", "POST"])
def goal_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reached, or put away with a reason."""
    goal = found_goal(request, pk, to_change=True)
    form = EndGoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_goal(goal, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(goal)
    return page(request, "goal_end", goal.plan.person, plan=goal.plan, goal=goal, form=form)


@require_POST
def goal_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    goal = found_goal(request, pk)
    actions.reopen_goal(goal, by=request.user)
    return redirect(goal)
