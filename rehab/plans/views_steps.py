"""Pages of the steps of a goal."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal.errors import DomainError
from rehab.plans import actions
from rehab.plans.forms import StepForm
from rehab.plans.models import Step
from rehab.plans.views import found_goal, page


@require_http_methods(["GET", "POST"])
def step_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    goal = found_goal(request, pk, to_change=True)
    form = StepForm(request.POST or None, own=goal.plan.person.user_id == request.user.pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_step(goal, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(goal)
    return page(request, "step_form", goal.plan.person, plan=goal.plan, goal=goal, form=form)


@require_POST
def step_state(request: HttpRequest, pk: UUID, status: str) -> HttpResponse:
    step = _step(request, pk)
    if status not in Step.Status.values:
        raise Http404
    try:
        actions.set_step(step, status=status, was=request.POST.get("was", ""), by=request.user)
    except actions.ChangedMeanwhile as error:
        wanted = Step.Status(status)
        both = page(
            request, "step_changed", step.goal.plan.person, step=step, goal=step.goal, wanted=wanted, message=str(error)
        )
        both.status_code = 409
        return both
    return redirect(reverse("plans:goal", args=[step.goal_id]) + f"#step-{step.pk}")


@require_POST
def step_move(request: HttpRequest, pk: UUID, way: str) -> HttpResponse:
    step = _step(request, pk)
    if way not in {"up", "down"}:
        raise Http404
    actions.move_step(step, up=way == "up", by=request.user)
    return redirect(reverse("plans:goal", args=[step.goal_id]) + f"#step-{step.pk}")


def _step(request: HttpRequest, pk: UUID) -> Step:
    return get_object_or_404(
        Step.objects.visible_to(request.user).select_related("goal__plan__person__user", "changed_by", "added_by"),
        pk=pk,
    )
