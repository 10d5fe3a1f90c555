"""What the pages of an assessment show, worked out from its parts and sheets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from justice_portal.sheets.models import Sheet
from rehab.assessments.models import AnswerSheet, Assessment, AssessmentPart, QuestionSet, Side
from rehab.assessments.questionnaire import STATUS_QUESTIONS, Question, Questionnaire
from rehab.assessments.ways import is_whole, missing, on_the_way, words_key
from rehab.care.pathways import ICONS, Pathway


@dataclass
class Line:
    """One question with what each side says."""

    question: Question
    person: list[str]
    staff: list[str]
    differs: bool


@dataclass
class PartView:
    """One pathway as a page shows it."""

    part: AssessmentPart
    pathway: Pathway
    icon: str
    asked: Questionnaire
    state: dict[str, str]  # by side: none, some, all
    lines: list[Line] = field(default_factory=list)
    sheets: dict[str, AnswerSheet | None] = field(default_factory=dict)
    paper: Sheet | None = None  # the printed sheet from which the person's answers were typed

    @property
    def is_skipped(self) -> bool:
        return bool(self.part.skip_reason)

    @property
    def differences(self) -> int:
        return sum(line.differs for line in self.lines)

    def is_done(self, side: str) -> bool:
        return self.is_skipped or self.state[side] == "all"

    @property
    def aside(self) -> list[dict[str, Any]]:
        """Answers that the questions of today no longer ask for."""
        found = [entry for sheet in self.sheets.values() if sheet for entry in sheet.set_aside]
        return [entry for entry in found if isinstance(entry, dict) and "question" in entry]


def part_view(assessment: Assessment, part: AssessmentPart) -> PartView:
    asked = part.question_set.asked()
    view = PartView(part, Pathway(part.pathway), ICONS[Pathway(part.pathway)], asked, {})
    for side in Side.values:
        view.sheets[side] = part.sheet(side)
        view.state[side] = state(assessment, asked, part.values(side), by_staff=side == Side.STAFF)
    view.lines = list(_lines(assessment, asked, part))
    return view


def part_views(assessment: Assessment) -> list[PartView]:
    """The seven, in the order of the pathways."""
    by_pathway = {part.pathway: part for part in assessment.parts.all()}
    return [part_view(assessment, by_pathway[pathway]) for pathway in Pathway if pathway in by_pathway]


def state(assessment: Assessment, asked: Questionnaire, values: dict[str, Any], *, by_staff: bool) -> str:
    """none, some or all of the questions that must be answered."""
    if not values:
        return "none"
    return "all" if is_whole(asked, values, kind=assessment.kind, by_staff=by_staff) else "some"


def _lines(assessment: Assessment, asked: Questionnaire, part: AssessmentPart) -> Iterator[Line]:
    mine, theirs = part.values(Side.PERSON), part.values(Side.STAFF)
    seen: dict[str, Question] = {}
    for values, by_staff in ((mine, False), (theirs, True)):
        if values:
            for question in on_the_way(asked, values, kind=assessment.kind, by_staff=by_staff):
                seen.setdefault(question.id, question)
    for question in seen.values():
        person, staff = told(question, mine), told(question, theirs)
        yield Line(question, person, staff, bool(person and staff and person != staff))


def told(question: Question, values: dict[str, Any]) -> list[str]:
    """An answer as it is read, with the words that stand beside an option."""
    lines = question.words(values.get(question.id))
    beside = [values.get(words_key(question.id, option.id)) for option in question.options if option.has_words]
    return [*lines, *(str(words) for words in beside if words)]


def outcome(view: PartView) -> str:
    """How the pathway stands after this: a status of the DOMAIN sheet, or nothing where nobody said."""
    if view.is_skipped:
        return "support_declined" if view.part.skip_reason == AssessmentPart.Skip.DECLINED else ""
    values = view.part.values(Side.PERSON) | view.part.values(Side.STAFF)
    for name in STATUS_QUESTIONS:
        if isinstance(values.get(name), str) and view.asked.by_id.get(name):
            return str(values[name]).lower()
    for question in view.asked.by_id.values():
        if question.kind == "CHECKBOX" and (question.id.endswith("_SUPPORT") or question.id == "SUPPORT_REQUIREMENTS"):
            wanted = set(values.get(question.id) or ())
            if wanted:
                return "support_required" if wanted - question.exclusive else "support_not_required"
    return ""


def left_to_answer(assessment: Assessment, view: PartView, side: str) -> list[Question]:
    values = view.part.values(side)
    return missing(view.asked, values, kind=assessment.kind, by_staff=side == Side.STAFF)


def asked_by_staff(assessment: Assessment) -> bool:
    """Whether the words are the staff's: the person reads the answers, and is asked aloud."""
    return assessment.source == QuestionSet.Source.NATIONAL
