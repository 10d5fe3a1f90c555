"""What the person does with their licence: says that they read it, and answers five questions."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.licence.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from rehab.licence.models import Licence
from rehab.licence.own.models import LicenceRead, TeachBack, TeachBackAnswer
from rehab.licence.plain_words import plain
from rehab.licence.questions import QUESTIONS, choose


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
    _require_live(licence)
    Licence.objects.select_for_update(no_key=True).get(pk=licence.pk)
    begun = TeachBack.objects.filter(licence=licence)
    if done := begun.filter(pk=key).first() or begun.filter(finished_at=None).first():
        return done
    if TeachBack.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    topics = [plain(one, licence.policy)[0].code for one in licence.conditions.in_force()]
    asked = TeachBack.objects.create(pk=key, licence=licence, questions=choose(topics))
    record(by, "licence.questions_started", asked)
    return asked


@action(needs=Permission.LICENCE_OWN)
def answer_question(asked: TeachBack, *, question: str, choice: str, by: Any) -> TeachBackAnswer:
    """Keep the answer; the first one counts. After the last, the questions are finished."""
    TeachBack.objects.select_for_update(no_key=True).get(pk=asked.pk)
    if question not in asked.questions or question not in QUESTIONS or choice not in {"a", "b", "c"}:
        raise DomainError(_("Please open the page again and try once more."))
    answer, is_new = TeachBackAnswer.objects.get_or_create(
        teach_back=asked,
        question=question,
        defaults={"choice": choice, "is_right": QUESTIONS[question].right == choice},
    )
    if is_new:
        record(by, "licence.question_answered", answer, question=question, is_right=answer.is_right)
        if asked.answers.count() == len(asked.questions):
            asked.finished_at = clock.now()
            asked.save(update_fields=["finished_at"])
    return answer


def _require_live(licence: Licence) -> None:
    if not licence.is_live:
        raise DomainError(_("This licence has ended."))
