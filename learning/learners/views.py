"""What staff see of a learner, and the record that a learner can show."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.people import tabs
from justice_portal.people.models import Person
from learning.courses import actions
from learning.courses.models import Enrolment
from learning.learners.forms import AssignForm, TimeForm
from learning.learners.person_page import PersonPage
from learning.quizzes.actions import set_time
from learning.quizzes.models import TimeAllowance


@require_GET
def done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The record of a finished course: to read, to print, to show."""
    visible = Enrolment.objects.visible_to(request.user).select_related("version__course", "progress", "person")
    enrolment = get_object_or_404(visible, pk=pk)
    if not enrolment.progress.is_complete:
        if may(request.user, Permission.LEARNING_DO, enrolment):
            seen(request.user, enrolment)  # the notice that it was picked for them leads here
            return redirect("courses:next", enrolment.version.course.code)
        return redirect("learners:person", enrolment.person_id)
    is_own = may(request.user, Permission.LEARNING_DO, enrolment)
    if not is_own:
        record(request.user, "completion.viewed", enrolment)
    lessons = [lesson.name for lesson in enrolment.version.lessons.all()]
    page = {"enrolment": enrolment, "progress": enrolment.progress, "lessons": lessons, "is_own": is_own}
    return render(request, "learning/learners/done.html", page)


def _learner(request: HttpRequest, pk: UUID, needs: Permission) -> Person:
    return get_object_or_404(Person.objects.within(request.user, needs).for_list(), pk=pk)


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What one person learns: each course, how far they are, when they last came."""
    learner = _learner(request, pk, Permission.LEARNING_VIEW)
    if may(request.user, Permission.LEARNING_DO, learner):
        return redirect("courses:list")
    record(request.user, "learning.viewed", learner)
    page: dict[str, Any] = {
        "page": PersonPage.of(request.user, learner),
        "person": learner,
        "can_assign": may(request.user, Permission.LEARNING_ASSIGN, learner),
        **tabs.head(request.user, learner, "learners:person"),
    }
    return render(request, "learning/learners/person.html", page)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    learner = _learner(request, pk, Permission.LEARNING_ASSIGN)
    live = Enrolment.objects.visible_to(request.user).live().filter(person=learner)
    taken = set(live.values_list("course_id", flat=True)) if request.method == "GET" else set()
    form = AssignForm(request.POST or None, user=request.user, taken=taken)
    if form.is_valid():
        try:
            actions.assign_course(learner, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The course is on their list. They see it when they next open Learn."))
            return redirect("learners:person", learner.pk)
    page = {"person": learner, "form": form, **tabs.head(request.user, learner, "learners:person")}
    return render(request, "learning/learners/assign.html", page)


@require_http_methods(["GET", "POST"])
def time(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How much time somebody has in quizzes with a limit."""
    learner = _learner(request, pk, Permission.LEARNING_ASSIGN)
    now = TimeAllowance.objects.visible_to(request.user).filter(person=learner).first()
    form = TimeForm(request.POST or None, initial={"extra": "" if now is None else now.extra})
    if request.method == "POST" and form.is_valid():
        set_time(learner, extra=form.cleaned_data["extra"], by=request.user)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("learners:person", learner.pk)
    page = {"person": learner, "form": form, **tabs.head(request.user, learner, "learners:person")}
    return render(request, "learning/learners/time.html", page)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.within(request.user, Permission.LEARNING_ASSIGN), pk=pk)
    actions.withdraw_course(enrolment, by=request.user)
    messages.success(request, _("The course is off their list. What they did in it is kept."))
    return redirect("learners:person", enrolment.person_id)
