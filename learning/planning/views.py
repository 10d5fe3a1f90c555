"""A learning plan: for the person on their own page, and for staff who write it with them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.models import Person
from learning.courses.localised import say
from learning.courses.models import Enrolment, Version
from learning.planning import actions
from learning.planning.forms import PlanForm, SayForm
from learning.planning.models import LearningPlan
from rehab.care.pages import myself


def _plan(user: Any, person: Person) -> LearningPlan | None:
    return LearningPlan.objects.visible_to(user).filter(person=person).select_related("written_by").first()


def _lines(user: Any, person: Person, plan: LearningPlan | None) -> list[dict[str, Any]]:
    """Each course of the plan in order, with how far the person is. Three queries."""
    lines = list(plan.lines.select_related("course")) if plan else []
    courses = [line.course_id for line in lines]
    taken = Enrolment.objects.visible_to(user).live().filter(person=person, course__in=courses)
    progress = {one.course_id: one.progress for one in taken.select_related("progress")}
    published = Version.objects.visible_to(user).exclude(status=Version.Status.DRAFT).filter(course__in=courses)
    titles = dict(published.order_by("number").values_list("course_id", "title"))
    return [
        {
            "title": say(titles[line.course_id]),
            "why": line.why,
            "href": line.course.get_absolute_url(),
            "is_done": line.course_id in progress and progress[line.course_id].is_complete,
            "is_going": line.course_id in progress,
        }
        for line in lines
        if line.course_id in titles
    ]


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I learn, in which order, and why."""
    return _mine(request, SayForm())


def _mine(request: HttpRequest, form: SayForm) -> HttpResponse:
    person = myself(request, Permission.LEARNING_DO)
    plan = _plan(request.user, person)
    page = {"plan": plan, "lines": _lines(request.user, person, plan), "form": form}
    return render(request, "learning/planning/mine.html", page)


def _own(request: HttpRequest) -> LearningPlan:
    person = myself(request, Permission.LEARNING_DO)
    found: LearningPlan = get_object_or_404(LearningPlan.objects.visible_to(request.user), person=person)
    return found


@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0
    actions.agree_plan(_own(request), version=version, by=request.user)
    messages.success(request, _("You agreed. Your plan is set."))
    return redirect("planning:mine")


@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    form = SayForm(request.POST)
    plan = _own(request)
    if not form.is_valid():
        return _mine(request, form)
    actions.say_of_plan(plan, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, _("Saved. Staff read it, then talk with you."))
    return redirect("planning:mine")


@require_http_methods(["GET", "POST"])
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan of somebody; who may give courses writes it with them."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.LEARNING_VIEW), pk=pk)
    if person.user_id == request.user.pk:
        return redirect("planning:mine")
    plan = _plan(request.user, person)
    can_write = may(request.user, Permission.LEARNING_ASSIGN, person)
    sent = request.POST if request.method == "POST" else None
    form = PlanForm(sent, user=request.user, plan=plan) if can_write else None
    if form and form.is_valid():
        try:
            actions.write_plan(person, version=form.cleaned_data["version"], lines=form.lines, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
            form.data = form.data.copy()
            form.data["version"] = str(plan.version if plan else 0)  # sent once more, it is what counts
        else:
            messages.success(request, _("Kept. They see it on their page, and say yes or what they would change."))
            return redirect("planning:for-person", pk)
    record(request.user, "learning_plan.viewed", person)
    page = {"person": person, "plan": plan, "lines": _lines(request.user, person, plan), "form": form}
    return render(
        request, "learning/planning/person.html", {**page, **tabs.head(request.user, person, "learners:person")}
    )
