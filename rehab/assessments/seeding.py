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

#: What they say, by question: answers that fit each other.
SAID: dict[str, Any] = {
    "HOME_BEFORE": "FAMILY", "HOME_BEFORE_FAMILY": "12 Mill Lane, Farham", "HOME_PAID": "OTHER", "HOME_KEEP": "NOT_SURE", "HOME_AFTER": "NOWHERE", "HOME_SUPPORT": ["FIND"],
    "CALM": "SOMETIMES", "PEOPLE": "YES", "GAMBLING": "NO", "THINKING_SUPPORT": ["FRIENDS", "TALK"],
    "CLOSE": ["CHILDREN", "PARENTS"], "CHILDREN": "YES", "CHILDREN_WHO_CARES": "My mum", "CARE": "NO",
    "FAMILY_SUPPORT": ["CONTACT", "VISITS"],
    "DRUGS": "NO", "DRINK": "YES", "TREATMENT": "YES", "TREATMENT_WHO": "The group on my wing",
    "DRUGS_SUPPORT": ["DRINK_TEAM", "OUTSIDE"],
    "JOB_BEFORE": "YES", "JOB_BEFORE_WHAT": "On a building site", "JOB_AFTER": "NO", "READING": "OK", "LICENCES": ["CSCS"],
    "WORK_SUPPORT": ["JOB", "CV"],
    "BANK": "NO", "BENEFITS": "YES", "DEBT": "YES", "DEBT_WHO": "A phone firm", "ID_HAVE": ["BIRTH"],
    "MONEY_SUPPORT": ["OPEN_BANK", "GET_ID", "OWE"],
    "DOCTOR": "NO", "BODY": "YES", "BODY_WHAT": "I have asthma", "MIND": "NO", "MEDICINE": "YES", "DAILY": ["NOTHING"],
    "HEALTH_SUPPORT": ["GET_GP", "MEDICINE_OUT"],
}  # fmt: skip
#: What staff saw otherwise: both sides are shown.
SEEN_OTHERWISE = {"PEOPLE": "NO", "MIND": "YES"}
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
        own = _answers(asked, _said(asked), made.kind, rng, by_staff=False)
        _sheet(estate, rng, part, Side.PERSON, own, person.user_id)
        if staff:
            seen = _seen_otherwise(own)
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
    chosen = rng.choice(question.options).id
    return chosen if question.kind == "RADIO" else [chosen]


def _said(asked: Questionnaire) -> dict[str, Any]:
    return {name: value for name, value in SAID.items() if name in asked.by_id}


def _seen_otherwise(own: dict[str, Any]) -> dict[str, Any]:
    """The same answers, but for a few: two people rarely see everything alike."""
    seen = {name: value for name, value in own.items() if name not in STATUS_QUESTIONS}
    return seen | {name: value for name, value in SEEN_OTHERWISE.items() if name in own}
