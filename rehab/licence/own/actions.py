"""What the person does with their licence: says that they read it, and answers five questions."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.licence.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from rehab.licence.models import Licence
from rehab.licence.own.asking import questions_of
from rehab.licence.own.models import LicenceRead, TeachBack, TeachBackAnswer
from rehab.licence.questions import QUESTIONS


@action(needs=Permission.LICENCE_OWN)
def say_read(licence: Licence, *, by: Any) -> LicenceRead:
    """ "I have read this", once for each version."""
    _require_live(licence)
    read, is_new = LicenceRead.objects.get_or_create(licence=licence)
    if is_new:
        record(by, "licence.read", licence, number=licence.number)
    return read


@action(needs=Permission.LICENCE_OWN)
def start_questions(licence: Licence, *, key: UUID, by: Any) -> TeachBack:
    """Five questions about this licence. Those that were begun and not finished go on."""
    asked, is_new = _begin(licence, key, questions_of(licence))
    if is_new:
        record(by, "licence.questions_started", asked)
    return asked


@action(needs=Permission.SHEET_TYPE)
def answer_from_paper(
    licence: Licence, *, key: UUID, questions: list[str], answers: dict[str, str], by: Any
) -> TeachBack:
    """What the person ticked on paper, typed in by staff. What they answered on the tablet before stands, and what is left
    empty can still be answered there."""
    require(by, Permission.LICENCE_VIEW, licence)
    asked, is_new = _begin(licence, key, questions)
    for code in (one for one in asked.questions if one in answers):
        _keep(asked, code, answers[code])
    record(by, "licence.questions_from_paper", asked, is_new=is_new, answers=len(answers))
    return asked


def _begin(licence: Licence, key: UUID, questions: list[str]) -> tuple[TeachBack, bool]:
    """The questions that were begun, or new ones, and whether they are new."""
    _require_live(licence)
    Licence.objects.select_for_update(no_key=True).get(pk=licence.pk)
    begun = TeachBack.objects.filter(licence=licence)
    if done := begun.filter(pk=key).first() or begun.filter(finished_at=None).first():
        return done, False
    if TeachBack.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    return TeachBack.objects.create(pk=key, licence=licence, questions=questions), True


@action(needs=Permission.LICENCE_OWN)
def answer_question(asked: TeachBack, *, question: str, choice: str, by: Any) -> TeachBackAnswer:
    """Keep the answer; the first one counts. After the last, the questions are finished."""
    TeachBack.objects.select_for_update(no_key=True).get(pk=asked.pk)
    if question not in asked.questions or question not in QUESTIONS or choice not in {"a", "b", "c"}:
        raise DomainError(_("Please open the page again and try once more."))
    answer, is_new = _keep(asked, question, choice)
    if is_new:
        record(by, "licence.question_answered", answer, question=question, is_right=answer.is_right)
    return answer


def _keep(asked: TeachBack, question: str, choice: str) -> tuple[TeachBackAnswer, bool]:
    """The answer, and whether it is new. After the last, the questions are finished."""
    answer, is_new = TeachBackAnswer.objects.get_or_create(
        teach_back=asked,
        question=question,
        defaults={"choice": choice, "is_right": QUESTIONS[question].right == choice},
    )
    if is_new and asked.answers.count() == len(asked.questions):
        asked.finished_at = clock.now()
        asked.save(update_fields=["finished_at"])
    return answer, is_new


def _require_live(licence: Licence) -> None:
    if not licence.is_live:
        raise DomainError(_("This licence has ended."))
