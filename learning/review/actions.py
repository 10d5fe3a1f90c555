"""Somebody tries a question again, or says that they do not want this."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.quizzes import kinds
from learning.quizzes.models import Question
from learning.review.figures import due_questions
from learning.review.models import ReviewGo, ReviewOff
from rehab.care.concern import hear


@action(needs=Permission.LEARNING_DO)
def try_again(person: Person, *, key: UUID, question: Question, sent: Sequence[str], by: Any) -> ReviewGo:
    """One go at a question that came back. It never counts. Raises NotAnAnswerError."""
    Person.objects.locked(person)
    if done := ReviewGo.objects.filter(pk=key, person=person, question=question).first():
        return done  # The same form sent twice: the page made the key.
    if question.pk not in due_questions(person):
        raise DomainError(_("This question is not here today. Go back to the list."))
    response = kinds.read(question, sent)
    try:
        with transaction.atomic():
            made = ReviewGo.objects.create(
                pk=key,
                person=person,
                question=question,
                is_right=bool(kinds.is_right(question, response)),
                made_in_id=person.establishment_id,
            )
    except IntegrityError as error:  # the key is that of another row
        raise DomainError(_("Please open the page again and have another go.")) from error
    hear(person, response, about=made, by=by)
    record(by, "review.tried", made, question=question.pk)
    return made


@action(needs=Permission.LEARNING_DO)
def choose_review(person: Person, *, is_wanted: bool, by: Any) -> None:
    """Whether questions come back at all: the person's own choice."""
    Person.objects.locked(person)
    if is_wanted:
        ReviewOff.objects.filter(person=person).delete()
    else:
        ReviewOff.objects.get_or_create(person=person)
    record(by, "review.chosen", person, wanted=is_wanted)
