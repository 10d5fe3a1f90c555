"""What staff see of one person's learning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from justice_portal.people.models import Person
from learning.attendance.lost import Due, due_dates
from learning.courses.localised import Wording
from learning.courses.models import Enrolment
from learning.courses.steps import state_for_staff
from learning.record_store.models import LearningFact, ObjectType, Verb


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One course of the person, with how far they are."""

    pk: UUID
    title: Wording
    chosen_by: str  # empty when it was their own choice
    started_at: datetime
    done: int
    total: int
    right: int | None
    of: int | None
    last_at: datetime | None
    completed_at: datetime | None
    state: str
    result: UUID | None  # the last finished try at the quiz
    due: Due | None

    @property
    def kind(self) -> str:
        if self.completed_at:
            return "good"
        return "info" if self.last_at else "none"


@dataclass(frozen=True, slots=True)
class PersonPage:
    lines: Sequence[CourseLine]

    @classmethod
    def of(cls, user: Any, person: Person) -> Self:
        """Two queries, however many courses; four more where one has a due date."""
        enrolments = list(Enrolment.objects.visible_to(user).live().filter(person=person).for_list())
        results = _last_results(user, [enrolment.pk for enrolment in enrolments])
        due = due_dates(user, person, enrolments)
        return cls([_line(one, results.get(one.pk), due.get(one.pk)) for one in enrolments])

    @property
    def last_at(self) -> datetime | None:
        """When they last did anything in any course."""
        return max((line.last_at for line in self.lines if line.last_at), default=None)

    @property
    def finished(self) -> int:
        return sum(line.completed_at is not None for line in self.lines)


def _last_results(user: Any, enrolments: list[UUID]) -> dict[UUID, UUID]:
    """The last finished try at the quiz, by enrolment."""
    facts = LearningFact.objects.visible_to(user).filter(
        enrolment__in=enrolments, object_type=ObjectType.QUIZ, verb__in=[Verb.PASSED, Verb.FAILED]
    )
    return dict(facts.order_by("received_at").values_list("enrolment_id", "attempt_id"))


def _line(enrolment: Enrolment, result: UUID | None, due: Due | None) -> CourseLine:
    progress = enrolment.progress
    by = enrolment.enrolled_by
    return CourseLine(
        pk=enrolment.pk,
        title=enrolment.version.name,
        chosen_by="" if enrolment.is_own_choice or by is None else by.name,
        started_at=enrolment.enrolled_at,
        done=progress.lessons_done,
        total=progress.lessons_total,
        right=progress.best_right,
        of=progress.best_of,
        last_at=progress.last_at,
        completed_at=progress.completed_at,
        state=state_for_staff(progress),
        result=result,
        due=due,
    )
