"""Taking in what a device tells: each item on its own, each once."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.courses import actions as courses
from learning.courses.models import Block, Enrolment, Lesson
from learning.quizzes import actions as quizzes
from learning.quizzes.models import Attempt, Question
from learning.record_store.keeping import KeyConflictError
from learning.record_store.models import LearningFact
from learning.sync.items import Answered, Item, Outcome, What


@action(needs=Permission.LEARNING_DO)
def receive_facts(person: Person, *, items: Sequence[Item], by: Any) -> list[Answered]:
    """Keep what a device tells about its own person. One bad item harms no other: each gets its own answer."""
    answers = [_receive(person, item, by) for item in items]
    outcomes: dict[str, Any] = Counter(answer.outcome for answer in answers)
    record(by, "facts.received", person, **outcomes)
    return answers


def _receive(person: Person, item: Item, by: Any) -> Answered:
    if known := LearningFact.objects.filter(pk=item.id).first():
        return _known(known, person, item)
    try:
        with transaction.atomic():
            KEEPERS[item.what](item, _enrolment(person, item, by), by)
    except KeyConflictError as error:
        return Answered(item.id, Outcome.CONFLICT, str(error))
    except (DomainError, PermissionDenied) as error:
        return Answered(item.id, Outcome.REFUSED, str(error))
    return Answered(item.id, Outcome.STORED)


def _known(fact: LearningFact, person: Person, item: Item) -> Answered:
    """The id is taken: by this very fact, or by another one."""
    kept = (fact.person_id, fact.object_type, fact.object_id, fact.enrolment_id, _plain(fact.result.get("response")))
    told = (person.pk, item.what, item.object, item.enrolment, _plain(item.response))
    if kept == told:
        return Answered(item.id, Outcome.DUPLICATE)
    return Answered(item.id, Outcome.CONFLICT, _("Something else was saved with this id."))


def _plain(response: Any) -> Any:
    """A response as it is kept: choices in order, numbers without the blanks around them."""
    if isinstance(response, list):
        return sorted(map(str, response))
    return response.strip() if isinstance(response, str) else response


class NotHereError(DomainError):
    """What the item names is not there for this person."""

    def __init__(self) -> None:
        super().__init__(_("This course, lesson or question is not yours or is not there."))


def _enrolment(person: Person, item: Item, by: Any) -> Enrolment:
    own = Enrolment.objects.within(by, Permission.LEARNING_DO)
    return _found(own.filter(person=person, pk=item.enrolment))


def _found(rows: Any) -> Any:
    if found := rows.first():
        return found
    raise NotHereError


def _lesson(item: Item, enrolment: Enrolment, by: Any) -> None:
    lesson = _found(Lesson.objects.filter(pk=item.object))
    courses.finish_lesson(
        enrolment, key=item.id, lesson=lesson, happened_at=item.happened_at, sequence=item.sequence, by=by
    )


def _block(item: Item, enrolment: Enrolment, by: Any) -> None:
    block = _found(Block.objects.filter(pk=item.object).select_related("lesson"))
    choice = item.response if isinstance(item.response, int) and not isinstance(item.response, bool) else -1
    courses.answer_check(
        enrolment,
        key=item.id,
        block=block,
        choice=choice,
        happened_at=item.happened_at,
        sequence=item.sequence,
        by=by,
    )


def _question(item: Item, enrolment: Enrolment, by: Any) -> None:
    own = Attempt.objects.filter(enrolment=enrolment)
    attempt = _found(own.filter(pk=item.attempt))
    question = _found(Question.objects.filter(pk=item.object))
    quizzes.answer_question(
        attempt,
        key=item.id,
        question=question,
        sent=_as_sent(item.response),
        happened_at=item.happened_at,
        sequence=item.sequence,
        by=by,
    )


def _as_sent(response: Any) -> list[str]:
    """The response as a form would have sent it."""
    if isinstance(response, list):
        return [value for value in response if isinstance(value, str)]
    return [response] if isinstance(response, str) else []


KEEPERS: dict[str, Callable[[Item, Enrolment, Any], None]] = {
    What.LESSON: _lesson,
    What.BLOCK: _block,
    What.QUESTION: _question,
}
