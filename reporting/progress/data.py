"""What a progress report says, gathered once: plain values with their dates and sources, ready to be kept and printed."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.people.models import Person
from learning.models import CourseProgress
from mentoring.models import Match
from rehab.care.pathways import Pathway
from rehab.models import Goal, PathwayState, Plan, Step
from reporting.progress.models import Account, ProgressReport


def report_data(report: ProgressReport, reader: Any) -> dict[str, Any]:
    """All that the report says, as plain values in the person's language.

    reader: whose rights count: facts that this user may not see are not in it. What a report never holds: alerts,
    staff-only notes, offences, message texts or counts of messages.
    """
    language = "cy" if report.person.wants_welsh else "en"
    with translation.override(language):
        return {
            "language": language,
            "title": _("Progress report"),
            "called": report.person.called,
            "place": str(report.made_in) if report.made_in else _("In the community"),
            "from_on": report.from_on,
            "to_on": report.to_on,
            "kind": str(report.get_kind_display()),
            "accounts": [_account(report, side, reader) for side in (Account.Side.PERSON, Account.Side.STAFF)],
            "courses": _courses(report, reader),
            "plan": _plan(report.person, reader),
            "mentoring": _mentoring(report, reader),
            "reference": _reference(report),
        }


def data_version(data: dict[str, Any]) -> str:
    """SHA-256 of the data: two reports with the same facts and words are one. The reference to find it again is left out."""
    text = json.dumps({**data, "reference": ""}, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _reference(report: ProgressReport) -> str:
    """A code that finds the report again and says nothing about anybody: the random end of its key."""
    code = str(report.pk).replace("-", "")[-8:].upper()
    return f"{code[:4]} {code[4:]}"


def _account(report: ProgressReport, side: str, reader: Any) -> dict[str, Any]:
    """One side's words, who of which role wrote them and when. A person's words are signed with the name they like."""
    account = Account.objects.visible_to(reader).filter(report=report).newest(side)
    own = side == Account.Side.PERSON
    return {
        "side": str(side),
        "heading": _("In my own words") if own else _("What staff say"),
        "text": account.text if account else "",
        "by": (report.person.called if own else _role_of(account)) if account else "",
        "written_on": _day(account.written_at) if account else "",
        "empty": _("No words were written for this report.") if own else _("Staff wrote no words for this report."),
    }


def _role_of(account: Account) -> str:
    roles = [held.get_role_display() for held in account.written_by.roles_held()]
    return f"{account.written_by.name} ({roles[0]})" if roles else account.written_by.name


def _courses(report: ProgressReport, reader: Any) -> list[dict[str, Any]]:
    """Courses touched in the months of the report, newest first."""
    rows = CourseProgress.objects.visible_to(reader).filter(
        person=report.person, last_at__date__gte=report.from_on, last_at__date__lte=report.to_on
    )
    return [
        {
            "title": row.enrolment.version.name.text,
            "lessons_done": row.lessons_done,
            "lessons_total": row.lessons_total,
            "quiz": None if row.best_right is None else {"right": row.best_right, "of": row.best_of},
            "completed_on": _day(row.completed_at) if row.completed_at else "",
            "last_on": _day(row.last_at),
            "source": _("From the courses"),
        }
        for row in rows.select_related("enrolment__version").order_by("-last_at", "pk")
    ]


def _plan(person: Person, reader: Any) -> dict[str, Any] | None:
    plan = Plan.objects.visible_to(reader).open().filter(person=person).first()
    if plan is None:
        return None
    states = dict(PathwayState.objects.visible_to(reader).filter(plan=plan).values_list("pathway", "status"))
    goals = list(Goal.objects.visible_to(reader).filter(plan=plan).exclude(status="archived").with_counts())
    return {
        "changed_on": _day(plan.changed_at),
        "source": _("From the resettlement plan"),
        "pathways": [
            {
                "name": str(pathway.label),
                "status": str(PathwayState.Status(states.get(pathway, "not_started")).label),
                "goals": [
                    {
                        "title": goal.title,
                        "due_on": goal.due_on,
                        "status": str(goal.get_status_display()),
                        "steps_done": goal.steps_done,
                        "steps_all": goal.steps_all,
                    }
                    for goal in goals
                    if goal.pathway == pathway
                ],
            }
            for pathway in Pathway
        ],
        "goals_reached": sum(goal.status == Goal.Status.COMPLETED for goal in goals),
        "goals_open": sum(goal.is_active for goal in goals),
        "next_steps": [
            step.title
            for step in Step.objects.visible_to(reader)
            .filter(goal__plan=plan, goal__status=Goal.Status.ACTIVE)
            .exclude(status=Step.Status.COMPLETE)
            .order_by("goal__due_on", "position")[:3]
        ],
    }


def _mentoring(report: ProgressReport, reader: Any) -> dict[str, Any] | None:
    """Whether there is a mentor, and since when. Never how many messages: a count is no measure of a person."""
    match = (
        Match.objects.visible_to(reader).filter(person=report.person, status="active").order_by("started_at").first()
    )
    if match is None or match.started_at is None:
        return None
    return {"since": _day(match.started_at), "source": _("From mentoring")}


def _day(moment: datetime | date | None) -> str:
    if moment is None:
        return ""
    day = moment.astimezone(clock.LONDON).date() if isinstance(moment, datetime) else moment
    return date_format(day, "j F Y")
