"""Writing a learning plan with somebody, and what the person says of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

import learning.planning.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.people.models import Person
from learning.courses.models import Course
from learning.planning.models import LearningPlan, PlannedCourse


class Line(NamedTuple):
    course: Course
    why: str


@action(needs=Permission.LEARNING_ASSIGN)
def write_plan(person: Person, *, version: int, lines: Sequence[Line], by: Any) -> LearningPlan:
    """The plan as staff wrote it with the person, in order. version: of the plan when the page was opened, 0 for none.

    What changes it asks the person anew; sent twice it is one change.
    """
    person = Person.objects.locked(person)
    plan = LearningPlan.objects.filter(person=person).first()
    now = [(one.course_id, one.why) for one in plan.lines.all()] if plan else []
    if plan and now == [(one.course.pk, one.why) for one in lines]:
        return plan
    if (plan.version if plan else 0) != version:
        raise DomainError(_("Somebody else has changed this plan. Look at what it says now, then save again."))
    if plan is None:
        plan = LearningPlan.objects.create(person=person, written_by=by, made_in_id=person.establishment_id)
    else:
        plan.version, plan.written_at, plan.written_by = version + 1, clock.now(), by
        plan.save(update_fields=["version", "written_at", "written_by"])
        plan.lines.all().delete()
    PlannedCourse.objects.bulk_create(
        PlannedCourse(plan=plan, course=one.course, position=place, why=one.why) for place, one in enumerate(lines, 1)
    )
    record(by, "learning_plan.written", plan, courses=[one.course.code for one in lines], version=plan.version)
    notify(person.user, "learning_plan.written")
    return plan


@action(needs=Permission.LEARNING_DO)
def agree_plan(plan: LearningPlan, *, version: int, by: Any) -> LearningPlan:
    """The person agrees to the plan as it stood on their page."""
    plan = LearningPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.version != version:
        raise DomainError(_("Your plan has changed. Look at it again, then say yes."))
    if not plan.is_agreed:
        plan.agreed_version, plan.agreed_at, plan.words, plan.words_at = version, clock.now(), "", None
        plan.save(update_fields=["agreed_version", "agreed_at", "words", "words_at"])
        record(by, "learning_plan.agreed", plan, version=version)
    return plan


@action(needs=Permission.LEARNING_DO)
def say_of_plan(plan: LearningPlan, *, text: str, by: Any) -> LearningPlan:
    """What the person would change. Staff read it beside the plan."""
    plan = LearningPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.words != text:
        plan.words, plan.words_at = text, clock.now()
        plan.save(update_fields=["words", "words_at"])
        record(by, "learning_plan.said", plan)
    return plan
