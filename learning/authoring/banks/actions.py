"""Writers of a prison keep a bank of questions: add to it, and retire what should not be asked any more."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from learning.authoring.models import Draft
from learning.courses.importer import Content, question_faults
from learning.courses.models import Version
from learning.quizzes.banks import Bank, BankQuestion
from learning.quizzes.kinds import KINDS
from learning.quizzes.models import Quiz

MOST_QUESTIONS = 200


@action(needs=Permission.COURSE_WRITE)
def start_bank(place: Establishment, *, key: UUID, title: str, by: Any) -> Bank:
    """A bank that the writers of this prison keep."""
    if done := Bank.objects.filter(pk=key).first():
        return done  # The same form sent twice: the page made the key.
    try:
        with transaction.atomic():
            made = Bank.objects.create(pk=key, establishment=place, title=title, made_by_id=by.pk)
    except IntegrityError as error:
        raise DomainError(_("This prison has a bank of that name already.")) from error
    record(by, "bank.started", made)
    return made


@action(needs=Permission.COURSE_WRITE)
def add_to_bank(bank: Bank, *, key: UUID, content: Content, by: Any) -> BankQuestion:
    """One more question, whole as it is: it is never changed."""
    if done := BankQuestion.objects.filter(pk=key, bank=bank).first():
        return done
    _room(bank, by, 1)
    if question_faults({"code": "q", **content}) or list(KINDS[content["kind"]].faults(content)):
        raise DomainError(_("This question is not whole yet."))
    try:
        with transaction.atomic():
            made = BankQuestion.objects.create(pk=key, bank=bank, content=content, added_by_id=by.pk)
    except IntegrityError as error:
        raise DomainError(_("Please open the page again and try once more.")) from error
    record(by, "bank.question_added", made, kind=content["kind"])
    return made


@action(needs=Permission.COURSE_WRITE)
def copy_from_draft(bank: Bank, *, draft: Draft, by: Any) -> int:
    """The questions of a draft into the bank; tells how many were new. The draft stays as it is."""
    there = [_bare(one.content) for one in _room(bank, by, 0)]
    new: list[Content] = []
    for question in draft.content["quiz"]["questions"]:
        bare = _bare(question)
        if bare not in there and bare not in new and not list(KINDS[question["kind"]].faults(question)):
            new.append(bare)
    if len(there) + len(new) > MOST_QUESTIONS:
        raise DomainError(_("A bank holds 200 questions. Start another one."))
    made = BankQuestion.objects.bulk_create(BankQuestion(bank=bank, content=one, added_by_id=by.pk) for one in new)
    record(by, "bank.filled", bank, draft=draft.pk, added=len(made))
    return len(made)


@action(needs=Permission.COURSE_WRITE)
def retire_question(question: BankQuestion, *, by: Any) -> BankQuestion:
    """Nobody new is asked it. Tries that have it keep it, and so do their scores."""
    live = _room(question.bank, by, 0)
    if question.pk not in {one.pk for one in live}:
        return question  # retired already
    _must_be_enough(question.bank, [one for one in live if one.pk != question.pk])
    BankQuestion.objects.filter(pk=question.pk).update(retired_at=clock.now(), retired_by_id=by.pk)
    record(by, "bank.question_retired", question)
    return question


def _room(bank: Bank, by: Any, more: int) -> list[BankQuestion]:
    """The live questions of a bank, locked, for who may change it. Raises PermissionDenied for writers of elsewhere."""
    require(by, Permission.COURSE_WRITE, bank.establishment)
    Bank.objects.select_for_update().get(pk=bank.pk)
    live = list(BankQuestion.objects.live().filter(bank=bank))
    if len(live) + more > MOST_QUESTIONS:
        raise DomainError(_("A bank holds 200 questions. Start another one."))
    return live


def _must_be_enough(bank: Bank, left: list[BankQuestion]) -> None:
    """Raise DomainError when a quiz that is offered could not be passed any more."""
    live = {one.pk for one in left}
    for quiz in Quiz.objects.filter(bank=bank, version__status=Version.Status.PUBLISHED).select_related(
        "version__course"
    ):
        asked = quiz.questions.all()
        can_be = [one for one in asked if one.bank_question_id is None or one.bank_question_id in live]
        counted = sum(KINDS[one.kind].counts for one in can_be)
        if counted < max(quiz.draw or 0, quiz.pass_mark, quiz.mastery_of or 0):
            name = quiz.version.name.text
            raise DomainError(_("The quiz of “%(course)s” needs it. Add another question and publish that course again first.") % {"course": name})  # fmt: skip


def _bare(question: Content) -> Content:
    return {name: value for name, value in question.items() if name not in {"code", "bank"}}
