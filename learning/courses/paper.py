"""A lesson on paper: all that it says, and its check-yourself questions to tick."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.sheets.kinds import Offer, SheetKind, form, register
from justice_portal.sheets.models import Sheet
from justice_portal.sheets.questions import asked
from learning.courses import actions, library, pictures
from learning.courses.localised import say
from learning.courses.models import Block, Enrolment, Lesson

#: So many lessons to come are offered of each course: the next ones.
NEXT = 2


def offers(user: Any, person: Person) -> list[Offer]:
    """The next lessons of each course on the person's list."""
    rows = Enrolment.objects.visible_to(user).live().filter(person=person).for_list()[:10]
    return [
        Offer(f"{lesson.pk.hex}", _("Lesson: %(name)s") % {"name": lesson.name.text})
        for enrolment in rows
        for lesson in _to_come(enrolment)
    ]


def _to_come(enrolment: Enrolment) -> list[Lesson]:
    done = enrolment.progress.done
    return [one for one in library.lessons(enrolment.version_id) if str(one.pk) not in done][:NEXT]


def paper(person: Person, about: str) -> dict[str, Any]:
    lesson, _enrolment = _found(person, about)
    checks = [
        asked(
            str(block.pk), "choice", _two(block.html),
            choices=[(str(nth), _two(one["text"])) for nth, one in enumerate(block.content["choices"])],
        )
        for block in _checks(lesson)
    ]  # fmt: skip
    read = asked(
        "read", "many", gettext_lazy("Are you done?"), choices=[("yes", gettext_lazy("I read all of this lesson"))]
    )
    return form(_two(lesson.title), [*checks, read], version=str(lesson.version.number))


def _two(texts: dict[str, str]) -> tuple[str, str]:
    return strip_tags(say(texts, "en").text), strip_tags(say(texts, "cy").text)


def _checks(lesson: Lesson) -> list[Block]:
    return [block for block in library.blocks(lesson.pk) if block.kind == Block.Kind.CHECK]


def reading(sheet: Sheet) -> SafeString:
    """The lesson itself, in the language of the moment, without what is asked."""
    lesson, _enrolment = _found(sheet.person, sheet.about)
    shown = [_block(block) for block in library.blocks(lesson.pk) if block.kind != Block.Kind.CHECK]
    return mark_safe(render_to_string("learning/courses/on_paper.html", {"blocks": shown}))  # noqa: S308  our template


def _block(block: Block) -> dict[str, Any]:
    words, content = say(block.html), block.content
    shown: dict[str, Any] = {"html": mark_safe(words.text), "language": words.language}  # noqa: S308  sanitised when it was loaded
    if block.kind == Block.Kind.PICTURE:
        shown |= {
            "picture": pictures.for_paper(content["picture"]),
            "alt": say(content["alt"]).text,
            "caption": say(content.get("caption")).text,
        }
    if block.kind in {Block.Kind.AUDIO, Block.Kind.EXAMPLE}:
        shown["title"] = say(content["title"]).text
    return shown


def save(sheet: Sheet, answers: dict[str, Any], choice: str, by: Any) -> list[UUID]:
    del choice  # progress only adds up: a lesson that was done on the tablet stays done
    lesson, enrolment = _found(sheet.person, sheet.about)
    checks = {block.pk: int(answers[str(block.pk)]) for block in _checks(lesson) if str(block.pk) in answers}
    actions.finish_lesson_on_paper(
        enrolment, key=sheet.pk, lesson=lesson, checks=checks, is_done="yes" in answers.get("read", []), by=by
    )
    return [enrolment.pk]


def _found(person: Person, about: str) -> tuple[Lesson, Enrolment]:
    """The lesson, and the person's enrolment in the version that it is part of."""
    try:
        lesson = Lesson.objects.select_related("version").filter(pk=UUID(about)).first()
    except ValueError:
        lesson = None
    mine = Enrolment.objects.live().filter(person=person, version=lesson.version_id).first() if lesson else None
    if lesson is None or mine is None:
        raise DomainError(_("This course is not on their list."))
    return lesson, mine


def leads_to(sheet: Sheet, own: bool) -> str:
    if not own:
        return reverse("learners:person", args=[sheet.person_id])
    lesson = Lesson.objects.filter(pk=UUID(sheet.about)).select_related("version__course").first()
    return lesson.version.course.get_absolute_url() if lesson else ""


register(
    SheetKind(
        code="lesson",
        title=gettext_lazy("Lesson"),
        icon="learn",
        needs=Permission.LEARNING_ASSIGN,
        offers=offers,
        form=paper,
        save=save,
        reading=reading,
        leads_to=leads_to,
    )
)
