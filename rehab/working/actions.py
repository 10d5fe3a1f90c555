"""Changes to the learning and work part of a plan."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.working.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.working.models import Induction, JobGoal, Occupation, SkillRating

MOST_JOBS = 10


class InductionChanged(DomainError):
    """Somebody else changed it since the page was opened. induction: how it stands now."""

    def __init__(self, induction: Induction) -> None:
        super().__init__(_("Someone else changed this. Look at both. Then save the one you want."))
        self.induction = induction


@action(needs=Permission.QUESTION_SET_EDIT)
def load_occupations(model: type[Occupation], *, rows: list[tuple[str, str]], by: Any) -> dict[str, int]:
    """Keep the list. One that is gone stays for those who chose it, and cannot be chosen again."""
    there = {one.code: one for one in model.objects.select_for_update()}
    counts = {"added": 0, "changed": 0, "gone": 0}
    for code, title in rows:
        old = there.pop(code, None)
        if old is None:
            model.objects.create(code=code, title=title)
            counts["added"] += 1
        elif (old.title, old.is_current) != (title, True):
            model.objects.filter(pk=code).update(title=title, is_current=True)
            counts["changed"] += 1
    counts["gone"] = model.objects.filter(pk__in=list(there), is_current=True).update(is_current=False)
    record(by, "working.occupations_loaded", model, subjects=None, **counts)
    return counts


@action(needs=Permission.PLAN_EDIT)
def save_induction(person: Person, *, values: dict[str, Any], version: int, by: Any) -> Induction:
    """Write down the induction. version: when the page was opened, 0 when there was none. Raises InductionChanged."""
    person = Person.objects.locked(person)
    now = Induction.objects.filter(person=person).first()
    if now is None:
        now = Induction.objects.create(
            person=person, added_by=by, changed_by=by, made_in=person.establishment, **values
        )
        record(by, "working.induction_saved", now, version=1)
        return now
    if all(getattr(now, name) == value for name, value in values.items()):
        return now
    if now.version != version:
        raise InductionChanged(now)
    for name, value in values.items():
        setattr(now, name, value)
    now.version, now.changed_at, now.changed_by = now.version + 1, clock.now(), by
    now.save()
    record(by, "working.induction_saved", now, version=now.version)
    return now


@action(needs=Permission.PLAN_EDIT)
def rate_skill(person: Person, *, key: UUID, skill: str, level: int, evidence: str, by: Any) -> SkillRating:
    """Another line of the history; what was said before stays."""
    Person.objects.locked(person)
    if done := SkillRating.objects.filter(pk=key, person=person).first():
        return done
    if SkillRating.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    rating = SkillRating.objects.create(
        pk=key, person=person, skill=skill, level=level, evidence=evidence, added_by=by, made_in=person.establishment
    )
    record(by, "working.skill_rated", rating, skill=skill, level=level)
    return rating


@action(needs=Permission.PLAN_EDIT)
def add_job(person: Person, *, occupation: Occupation, by: Any) -> JobGoal:
    """Aim for a job: once, and again where it was put away."""
    person = Person.objects.locked(person)
    if found := JobGoal.objects.filter(person=person, occupation=occupation).first():
        if found.status == JobGoal.Status.PUT_AWAY:
            move(found, JobGoal.Status.ACTIVE, changed_at=clock.now(), changed_by=by)
            record(by, "working.job_changed", found, status=found.status)
        return found
    if not occupation.is_current:
        raise DomainError(_("This job is not in the list any more."))
    if JobGoal.objects.filter(person=person, status=JobGoal.Status.ACTIVE).count() >= MOST_JOBS:
        raise DomainError(_("You aim for many jobs now. Put one away first."))
    goal = JobGoal.objects.create(person=person, occupation=occupation, added_by=by, made_in=person.establishment)
    record(by, "working.job_added", goal, occupation=occupation.code)
    return goal


@action(needs=Permission.PLAN_EDIT)
def change_job(goal: JobGoal, *, status: str, by: Any) -> JobGoal:
    if goal.status == status:
        return goal
    move(goal, status, changed_at=clock.now(), changed_by=by)
    record(by, "working.job_changed", goal, status=status)
    return goal
