"""The rules of Today, in the order of need. Each finds its rows in SQL and says each in plain words."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import Permission, people_for
from justice_portal.grants import Role
from justice_portal.people.models import Alert, Person
from justice_portal.problems.models import Problem
from learning.courses.localised import say
from learning.learners.report import QUIET_AFTER
from learning.models import CourseProgress
from rehab.models import Goal, Step
from reporting.dashboards import measures, rules_contact, rules_gate, rules_promised
from reporting.dashboards.needs import Found, on_caseload, rule
from reporting.progress.models import Account, ProgressReport


@rule(
    "unsafe",
    gettext_lazy("Told us they do not feel safe"),
    gettext_lazy("Nobody has looked into it yet. Whoever waits longest is first."),
    needs=Permission.PROBLEM_ANSWER,
    is_now=True,
)
def told_unsafe(reader: Any, today: date) -> Found:
    told = _problems(reader).filter(kind=Problem.Kind.UNSAFE, status=Problem.Status.NEW)
    return Found(
        told.order_by("told_at", "pk"),
        ("pk", "told_at"),
        lambda pk, at: (_("I do not feel safe"), at, reverse("problems:problem", args=[pk])),
    )


@rule(
    "alert-started",
    gettext_lazy("An alert starts today"),
    gettext_lazy("Its first day is today."),
    needs=Permission.ALERT_VIEW,
)
def alert_started(reader: Any, today: date) -> Found:
    alerts = Alert.objects.visible_to(reader).live().filter(starts_on=today)
    return _alerts(alerts, today)


@rule(
    "problem",
    gettext_lazy("Something is wrong, and waits for an answer"),
    gettext_lazy("Told to us and not answered. Whoever waits longest is first."),
    needs=Permission.PROBLEM_ANSWER,
)
def problem_waits(reader: Any, today: date) -> Found:
    told = _problems(reader).open().exclude(kind=Problem.Kind.UNSAFE, status=Problem.Status.NEW)
    return Found(
        told.order_by("told_at", "pk"),
        ("pk", "kind", "told_at"),
        lambda pk, kind, at: (str(Problem.Kind(kind).label), at, reverse("problems:problem", args=[pk])),
    )


@rule(
    "nobody-allocated",
    gettext_lazy("Nobody looks after them yet"),
    gettext_lazy("In your prison without a key worker or a POM, or in your delivery unit without a COM."),
    needs=Permission.ALLOCATION_GIVE,
    person="",
    all_of_them=on_caseload("worker=nobody"),
)
def nobody_allocated(reader: Any, today: date) -> Found:
    people = people_for(reader, Permission.ALLOCATION_GIVE).filter(measures.is_without_worker(reader))
    people = people.annotate(
        came_on=measures.arrived_on(),
        has_key_worker=measures.has_worker(Role.KEY_WORKER),
        has_pom=measures.has_worker(Role.POM),
    )

    def says(pk: Any, place: str, came_on: date, has_key_worker: bool, has_pom: bool) -> tuple[str, date, str]:
        href = reverse("people:person", args=[pk])
        if place == Person.Place.COMMUNITY:
            return _("No COM"), came_on, href
        if has_key_worker or has_pom:
            return (_("No POM") if has_key_worker else _("No key worker")), came_on, href
        return _("No key worker and no POM"), came_on, href

    return Found(people.order_by("came_on", "pk"), ("pk", "place", "came_on", "has_key_worker", "has_pom"), says)


@rule(
    "no-plan",
    gettext_lazy("No plan yet"),
    gettext_lazy("In prison for 10 days or more, and no plan is open."),
    needs=Permission.PLAN_EDIT,
    person="",
    all_of_them=on_caseload("show=no-plan"),
)
def no_plan(reader: Any, today: date) -> Found:
    people = people_for(reader, Permission.PLAN_EDIT).filter(~measures.has_open_plan(), place=Person.Place.PRISON)
    people = people.annotate(came_on=measures.arrived_on()).filter(came_on__lte=today - measures.PLAN_WITHIN)
    return Found(
        people.order_by("came_on", "pk"),
        ("pk", "came_on"),
        lambda pk, came_on: (_("Start a plan together"), came_on, reverse("plans:for-person", args=[pk])),
    )


@rule(
    "goal-overdue",
    gettext_lazy("A goal is overdue"),
    gettext_lazy("The day it was due has gone by."),
    needs=Permission.PLAN_EDIT,
    person="plan__person",
    is_due=True,
    all_of_them=on_caseload("show=overdue&sort=due"),
)
def goal_overdue(reader: Any, today: date) -> Found:
    return _goals(reader, due_on__lt=today)


@rule(
    "step",
    gettext_lazy("A step is for staff to do"),
    gettext_lazy("It is next on a goal that is worked on. The goal that is due first is first."),
    needs=Permission.PLAN_EDIT,
    person="goal__plan__person",
    is_due=True,
)
def step_for_staff(reader: Any, today: date) -> Found:
    unfinished = Step.objects.exclude(status=Step.Status.COMPLETE)
    before = unfinished.filter(goal=OuterRef("goal"), position__lt=OuterRef("position"))
    steps = (
        Step.objects.within(reader, Permission.PLAN_EDIT)
        .exclude(status=Step.Status.COMPLETE)
        .filter(~Exists(before), turn=Step.Turn.STAFF, goal__status=Goal.Status.ACTIVE, goal__plan__closed_at=None)
    )
    return Found(
        steps.order_by("goal__due_on", "pk"),
        ("goal_id", "title", "goal__due_on"),
        lambda goal, title, due_on: (title, due_on, reverse("plans:goal", args=[goal])),
    )


@rule(
    "report",
    gettext_lazy("A report waits for your words"),
    gettext_lazy("A progress report was asked for, and staff have not written in it."),
    needs=Permission.REPORT_STAFF_ACCOUNT,
)
def report_waits(reader: Any, today: date) -> Found:
    written = Account.objects.filter(report=OuterRef("pk"), side=Account.Side.STAFF)
    reports = (
        ProgressReport.objects.within(reader, Permission.REPORT_STAFF_ACCOUNT)
        .filter(status=ProgressReport.Status.OPEN)
        .filter(~Exists(written))
    )
    return Found(
        reports.order_by("asked_at", "pk"),
        ("pk", "asked_at"),
        lambda pk, at: (_("Write the staff account"), at, reverse("reports:words", args=[pk])),
    )


@rule(
    "goal-soon",
    gettext_lazy("A goal is due soon"),
    gettext_lazy("Due today or in the next 7 days."),
    needs=Permission.PLAN_EDIT,
    person="plan__person",
    is_due=True,
)
def goal_due_soon(reader: Any, today: date) -> Found:
    return _goals(reader, due_on__gte=today, due_on__lte=today + measures.DUE_SOON)


@rule(
    "quiet",
    gettext_lazy("Started a course and has not been back"),
    gettext_lazy("Nothing done in a course for 28 days. Ask before you judge: a move or a lockdown may be why."),
    needs=Permission.LEARNING_ASSIGN,
    all_of_them=lambda: f"{reverse('learners:report')}?state=quiet&sort=last",
)
def course_gone_quiet(reader: Any, today: date) -> Found:
    since = clock.now() - QUIET_AFTER
    courses = CourseProgress.objects.live().filter(
        person__in=people_for(reader, Permission.LEARNING_ASSIGN), completed_at=None, last_at__lt=since
    )
    return Found(
        courses.order_by("-last_at", "pk"),
        ("person_id", "enrolment__version__title", "last_at"),
        lambda person, title, at: (say(title).text, at, reverse("learners:person", args=[person])),
    )


@rule(
    "alert-ended",
    gettext_lazy("An alert no longer counts"),
    gettext_lazy("It was ended today, or yesterday was its last day."),
    needs=Permission.ALERT_VIEW,
)
def alert_ended(reader: Any, today: date) -> Found:
    midnight = datetime.combine(today, time.min, clock.LONDON)
    over = Q(ended_at__gte=midnight) | Q(ended_at=None, ends_on=today - timedelta(days=1))
    return _alerts(Alert.objects.visible_to(reader).filter(over), today)


def _problems(reader: Any) -> Any:
    """Problems that the reader may answer: one's own is for somebody else."""
    return Problem.objects.within(reader, Permission.PROBLEM_ANSWER).exclude(told_by=reader.pk)


def _goals(reader: Any, **due: date) -> Found:
    goals = Goal.objects.within(reader, Permission.PLAN_EDIT).active().filter(plan__closed_at=None, **due)
    return Found(
        goals.order_by("due_on", "pk"),
        ("pk", "title", "due_on"),
        lambda pk, title, due_on: (title, due_on, reverse("plans:goal", args=[pk])),
    )


def _alerts(alerts: Any, today: date) -> Found:
    return Found(
        alerts.order_by("code__name", "pk"),
        ("person_id", "code__name"),
        lambda person, name: (name, today, reverse("people:alerts", args=[person])),
    )


#: The order of need. Within a rule the clock decides.
RULES = (
    rules_gate.care_alert,
    told_unsafe,
    rules_gate.check_in_sent,
    alert_started,
    problem_waits,
    nobody_allocated,
    rules_gate.may_i_waits,
    rules_gate.move_asked,
    rules_gate.absence_to_decide,
    rules_promised.handover_waits,
    rules_promised.request_late,
    rules_promised.appointments_clash,
    rules_gate.appointment_over,
    rules_promised.review_due,
    rules_contact.no_contact,
    rules_contact.nobody_met,
    no_plan,
    goal_overdue,
    step_for_staff,
    report_waits,
    rules_promised.sheet_wanted,
    goal_due_soon,
    course_gone_quiet,
    alert_ended,
)
