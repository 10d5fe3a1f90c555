"""A quiz on paper: the questions of the version that the person is on, marked when they are typed in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import Offer, SheetKind, form, register
from justice_portal.sheets.models import Sheet
from learning.courses.models import Enrolment
from learning.quizzes import actions, kinds, library
from learning.quizzes.kinds.base import both_words
from learning.quizzes.models import Attempt, Question, Quiz


def offers(user: Any, person: Person) -> list[Offer]:
    """The quizzes of the courses on the person's list."""
    mine = Enrolment.objects.visible_to(user).live().filter(person=person, version__quiz__isnull=False)
    rows = mine.select_related("version__quiz").order_by("-enrolled_at")[:20]
    return [Offer(str(one.pk), one.version.quiz.name.text) for one in rows]


def paper(person: Person, about: str) -> dict[str, Any]:
    """What is still to be answered: of a try that was begun on the tablet, the rest."""
    enrolment = enrolment_of(person, about)
    quiz = Quiz.objects.filter(version=enrolment.version_id).first()
    if quiz is None:
        raise DomainError(_("This course has no quiz."))
    begun = Attempt.objects.open().graded().filter(enrolment=enrolment, quiz=quiz).first()
    there = set(begun.answers.values_list("question", flat=True)) if begun else set()
    left = [one for one in library.questions(quiz.pk).values() if one.pk not in there]
    questions = [asked for one in left for asked in kinds.kind_of(one).on_paper(one)]
    said = gettext_lazy("Take your time. Do your work beside the question. When you get it back, you see how it went.")
    return form(both_words(quiz.title), questions, intro=said, version=str(enrolment.version.number))


def reading(sheet: Sheet) -> SafeString:
    """The pictures in which a place is to be chosen, with their numbers."""
    asked = _questions([one["code"] for one in sheet.questions])
    pictures = [kinds.kind_of(one).fields(one, []) for one in asked if one.kind == Question.Kind.HOTSPOT]
    return render_to_string("learning/quizzes/on_paper.html", {"pictures": pictures}) if pictures else mark_safe("")


def _questions(codes: Iterable[str]) -> list[Question]:
    """The questions that these codes of a sheet ask, whole or in parts."""
    return list(Question.objects.filter(pk__in={UUID(code[:36]) for code in codes}).order_by("position"))


def check(_made: dict[str, Any], answers: dict[str, Any]) -> dict[str, str]:
    """What cannot be read as an answer."""
    wrong = {}
    for question in _questions(answers):
        try:
            kinds.read(question, kinds.kind_of(question).from_paper(question, answers))
        except kinds.NotAnAnswerError as problem:
            wrong[next(code for code in answers if code.startswith(str(question.pk)))] = str(problem)
    return wrong


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice  # what was answered on the tablet stays: a first answer is the answer
    given = {one.pk: kinds.kind_of(one).from_paper(one, answers) for one in _questions(answers)}
    attempt = actions.answer_from_paper(enrolment_of(sheet.person, sheet.about), key=sheet.pk, answers=given, by=by)
    return [attempt.pk]


def enrolment_of(person: Person, about: str) -> Enrolment:
    try:
        key = UUID(about)
    except ValueError:
        key = None
    found = Enrolment.objects.filter(person=person, pk=key).select_related("version", "person").first()
    if found is None:
        raise DomainError(_("This course is not on their list."))
    return found


register(
    SheetKind(
        code="quiz",
        title=gettext_lazy("Quiz"),
        icon="learn",
        needs=Permission.LEARNING_ASSIGN,
        offers=offers,
        form=paper,
        save=save,
        check=check,
        reading=reading,
        leads_to=lambda sheet, _own: reverse("quizzes:attempt", args=[sheet.made[0]]) if sheet.made else "",
    )
)
