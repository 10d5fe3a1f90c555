"""What the demo's people answered: Jay's needs when he came, finished with staff, and half of what is asked before he leaves."""

import random
from datetime import datetime
from typing import Any
from uuid import UUID

from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.assessments.models import AnswerSheet, Assessment, AssessmentPart, QuestionSet, Side
from rehab.assessments.questionnaire import STATUS_QUESTIONS, Question, Questionnaire
from rehab.assessments.ways import missing
from rehab.care.pathways import Pathway

#: What an invented person does not say: they are there to show answers.
SILENT = {"NO_ANSWER", "NOT_SURE"}
#: How many parts of the second assessment the person has answered so far.
BEGUN = 4


@seeder(order=118)
def assessments(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    jay, kofi = estate.demo.person, estate.demo.licence_person
    if jay.pom is None or jay.user is None:
        return
    first = _opened(estate, rng, jay, Assessment.Kind.IMMEDIATE, estate.days_ago(230, 10), Assessment.Status.FINISHED)
    _answer(estate, rng, first, list(Pathway), staff=jay.pom)
    before = _opened(estate, rng, jay, Assessment.Kind.PRE_RELEASE, estate.days_ago(5, 14), Assessment.Status.DRAFT)
    _answer(estate, rng, before, list(Pathway)[:BEGUN], staff=None)
    if kofi.com and kofi.user:
        done = _opened(
            estate, rng, kofi, Assessment.Kind.IMMEDIATE, estate.days_ago(300, 11), Assessment.Status.FINISHED
        )
        _answer(estate, rng, done, list(Pathway), staff=kofi.com)


def _opened(
    estate: SeedEstate, rng: random.Random, person: SeedPerson, kind: str, at: datetime, status: str
) -> Assessment:
    given: dict[str, Any] = {}
    worker = person.pom or person.com
    if status == Assessment.Status.FINISHED:
        given = {"sent_at": at, "sent_by_id": person.user, "finished_at": at, "finished_by_id": worker}
    made = Assessment.objects.create(
        id=estate.key(rng, at), person_id=person.id, kind=kind, status=status, opened_at=at, opened_by_id=worker,
        made_in_id=person.establishment, **given,
    )  # fmt: skip
    for pathway in Pathway:
        newest = QuestionSet.objects.newest(pathway, QuestionSet.Source.OWN)
        AssessmentPart.objects.create(id=estate.key(rng, at), assessment=made, pathway=pathway, question_set=newest)
    return made


def _answer(
    estate: SeedEstate, rng: random.Random, made: Assessment, pathways: list[Pathway], *, staff: UUID | None
) -> None:
    """The person's answers; staff's are the same but for one, which both sides see."""
    person = made.person
    for part in made.parts.filter(pathway__in=pathways).select_related("question_set"):
        asked = part.question_set.asked()
        own = _answers(asked, {}, made.kind, rng, by_staff=False)
        _sheet(estate, rng, part, Side.PERSON, own, person.user_id)
        if staff:
            seen = _seen_otherwise(asked, own, rng)
            _sheet(estate, rng, part, Side.STAFF, _answers(asked, seen, made.kind, rng, by_staff=True), staff)


def _sheet(
    estate: SeedEstate, rng: random.Random, part: AssessmentPart, side: str, values: dict[str, Any], by: UUID | None
) -> None:
    at = part.assessment.opened_at
    AnswerSheet.objects.create(id=estate.key(rng, at), part=part, side=side, values=values, saved_at=at, saved_by_id=by)


def _answers(
    asked: Questionnaire, given: dict[str, Any], kind: str, rng: random.Random, *, by_staff: bool
) -> dict[str, Any]:
    """Every question that must be answered on the way, answered."""
    values = dict(given)
    while waiting := missing(asked, values, kind=kind, by_staff=by_staff):
        values[waiting[0].id] = _one_answer(waiting[0], rng)
    return values


def _one_answer(question: Question, rng: random.Random) -> Any:
    if not question.is_choice:
        return "10"
    said = [option.id for option in question.options if option.id not in SILENT]
    chosen = rng.choice(said or [option.id for option in question.options])
    return chosen if question.kind == "RADIO" else [chosen]


def _seen_otherwise(asked: Questionnaire, own: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The same answers, but for one of yes or no: two people rarely see everything alike."""
    values = {name: value for name, value in own.items() if name not in STATUS_QUESTIONS}
    turned = [name for name, value in values.items() if value in ("YES", "NO")]
    if turned and rng.random() < 0.5:
        name = rng.choice(turned)
        values[name] = "NO" if values[name] == "YES" else "YES"
    return values
