"""A quiz on paper: the questions of the version that the person is on, marked when they are typed in."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import Offer, SheetKind, form, register
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import asked
from learning.courses.localised import say
from learning.courses.models import Enrolment
from learning.quizzes import actions, kinds, library
from learning.quizzes.models import Attempt, Question, Quiz

PAPER = {Question.Kind.SINGLE: "choice", Question.Kind.MULTIPLE: "many", Question.Kind.NUMBER: "text"}


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
    begun = Attempt.objects.open().filter(enrolment=enrolment, quiz=quiz).first()
    there = set(begun.answers.values_list("question", flat=True)) if begun else set()
    questions = [_asked(one) for one in library.questions(quiz.pk).values() if one.pk not in there]
    said = gettext_lazy("Take your time. Do your work beside the question. When you get it back, you see how it went.")
    return form(two(quiz.title), questions, intro=said, version=str(enrolment.version.number))


def two(texts: dict[str, str]) -> tuple[str, str]:
    """A text of a course in both languages, without its marks."""
    return strip_tags(say(texts, "en").text), strip_tags(say(texts, "cy").text)


def _asked(question: Question) -> dict[str, Any]:
    unit: Any = two(question.content["unit"]) if question.content.get("unit") else ""
    choices = [(one["code"], two(one["text"])) for one in question.content.get("choices", [])]
    hint = (f"({unit[0]})", f"({unit[1]})") if unit else ""
    return asked(
        str(question.pk), PAPER[Question.Kind(question.kind)], two(question.html["text"]), hint=hint, choices=choices
    )


def check(_made: dict[str, Any], answers: dict[str, Any]) -> dict[str, str]:
    """What cannot be read as an answer."""
    wrong = {}
    for question in Question.objects.filter(pk__in=list(answers)):
        try:
            kinds.read(question, _sent(answers[str(question.pk)]))
        except kinds.NotAnAnswerError as problem:
            wrong[str(question.pk)] = str(problem)
    return wrong


def _sent(answer: Any) -> list[str]:
    return [answer] if isinstance(answer, str) else list(answer)


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice  # what was answered on the tablet stays: a first answer is the answer
    given = {UUID(code): _sent(answer) for code, answer in answers.items()}
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
        leads_to=lambda sheet, _own: reverse("quizzes:attempt", args=[sheet.made[0]]) if sheet.made else "",
    )
)
