"""Answers that the record has already, offered again so that nobody is asked twice."""

from typing import Any

from rehab.assessments.carrying import carry, fits
from rehab.assessments.models import AnswerSheet, AssessmentPart, Side
from rehab.assessments.questionnaire import Questionnaire
from rehab.care.known import known


def offered(user: Any, part: AssessmentPart, side: str, asked: Questionnaire) -> dict[str, Any]:
    """Values to begin a sheet with: what was answered last time, then what other rooms know, where it is newer.

    Staff begin with what the person says now: they write down only what they see differently.
    """
    values: dict[str, Any] = {}
    told_at = None
    last = (
        AnswerSheet.objects.visible_to(user)
        .filter(part__assessment__person=part.assessment.person_id, part__pathway=part.pathway, side=side)
        .exclude(part=part)
        .select_related("part__question_set")
        .order_by("-saved_at")
        .first()
    )
    if last is not None:
        values, _aside = carry(last.values, last.part.question_set.asked(), asked)
        told_at = last.saved_at
    for question, answer in known(user, part.assessment.person, part.pathway).items():
        place = asked.by_id.get(question)
        if place and fits(place, answer.value) and (told_at is None or answer.at > told_at):
            values[question] = answer.value
    if side == Side.STAFF:
        values |= part.values(Side.PERSON)
    return values
