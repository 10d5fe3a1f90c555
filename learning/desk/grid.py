"""The progress grid of a class: its people by their courses, or by the lessons of one course."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.people.models import Person
from justice_portal.tables import Column, Link, Status
from learning.attendance.models import ClassPlace, TaughtClass
from learning.courses.localised import say
from learning.courses.models import Lesson, Version
from learning.lists.kinds import Listing
from learning.record_store.models import CourseProgress

NAME = (Column(gettext_lazy("Name"), heads_row=True), Column(gettext_lazy("Number")))


def class_of(user: Any, text: str) -> TaughtClass:
    """The class with this key, for who teaches or manages there; or 404."""
    try:
        key = UUID(text)
    except ValueError:
        raise Http404 from None
    found = TaughtClass.objects.within(user, Permission.LEARNING_ASSIGN).select_related("establishment")
    taught = found.filter(pk=key).first()
    if taught is None:
        raise Http404
    return taught


def titles_of(user: Any) -> dict[UUID, str]:
    """What each course is called, in the reader's language: by its newest version that somebody can be on."""
    rows = Version.objects.visible_to(user).exclude(status=Version.Status.DRAFT).order_by("number")
    return {course: say(title).text for course, title in rows.values_list("course_id", "title")}


def courses_of(user: Any, taught: TaughtClass) -> list[tuple[str, str]]:
    """The courses that somebody in the class is on: (code, title), by title."""
    titles = titles_of(user)
    codes = _progress(user, taught).order_by().values_list("course_id", "course__code").distinct()
    return sorted(((code, titles.get(key, code)) for key, code in codes), key=lambda pair: pair[1])


def grid(user: Any, wanted: Mapping[str, str]) -> Listing:
    """Everybody in the class, with how far they are. Asks: class, course (its code; none: all courses)."""
    taught = class_of(user, wanted.get("class", ""))
    places = ClassPlace.objects.within(user, Permission.LEARNING_ASSIGN).live().filter(taught_class=taught)
    people = [place.person for place in places.by_name()]
    if code := wanted.get("course"):
        return _by_lessons(user, taught, people, code)
    return _by_courses(user, taught, people)


def _progress(user: Any, taught: TaughtClass) -> Any:
    live = ClassPlace.objects.within(user, Permission.LEARNING_ASSIGN).live().filter(taught_class=taught)
    mine = CourseProgress.objects.within(user, Permission.LEARNING_ASSIGN).live()
    return mine.filter(person__in=live.values("person"))


def _by_courses(user: Any, taught: TaughtClass, people: Sequence[Person]) -> Listing:
    titles = titles_of(user)
    found = {(one.person_id, one.course_id): one for one in _progress(user, taught)}
    courses = sorted({course for _person, course in found}, key=lambda key: titles.get(key, ""))
    columns = (*NAME, *(Column(titles.get(key, "")) for key in courses))
    rows = [(one.pk, [*_who(one), *(_course_cell(found.get((one.pk, key))) for key in courses)]) for one in people]
    return Listing(_("Class progress"), columns, rows, [f"{taught.title}."])


def _course_cell(progress: CourseProgress | None) -> Any:
    if progress is None:
        return _("Not on their list")
    if progress.is_complete:
        return Status("good", _("Finished"))
    done = _("%(done)s of %(all)s") % {"done": progress.lessons_done, "all": progress.lessons_total}
    return Status("info", done) if progress.last_at else Status("none", _("Not started"))


def _by_lessons(user: Any, taught: TaughtClass, people: Sequence[Person], code: str) -> Listing:
    """Lessons are told apart by their codes: people may be on different versions of the course."""
    titles = titles_of(user)
    lessons = Lesson.objects.visible_to(user).filter(version__course__code=code).select_related("version")
    rows = list(lessons.exclude(version__status=Version.Status.DRAFT).order_by("version__number", "position"))
    if not rows:
        raise Http404
    newest = rows[-1].version_id
    shown = [one for one in rows if one.version_id == newest]
    code_of = {str(one.pk): one.code for one in rows}
    found = {one.person_id: one for one in _progress(user, taught).filter(course__code=code)}
    columns = (*NAME, *(Column(one.name.text) for one in shown), Column(_("Quiz")))
    codes = [one.code for one in shown]
    lines = [(one.pk, [*_who(one), *_lesson_cells(found.get(one.pk), codes, code_of)]) for one in people]
    title = titles.get(shown[0].version.course_id, code)
    return Listing(_("Class progress"), columns, lines, [f"{taught.title}.", f"{title}."])


def _lesson_cells(progress: CourseProgress | None, codes: Sequence[str], code_of: Mapping[str, str]) -> list[Any]:
    if progress is None:
        return [*("" for _code in codes), _("Not on their list")]
    done = {code_of[key] for key in progress.done if key in code_of}
    each: list[Any] = [Status("good", _("Done")) if code in done else _("Not yet") for code in codes]
    if progress.best_of:
        quiz: Any = _("%(done)s of %(all)s") % {"done": progress.best_right, "all": progress.best_of}
    else:
        quiz = _("Not taken")
    return [*each, Status("good", quiz) if progress.is_complete else quiz]


def _who(person: Person) -> list[Any]:
    return [Link(reverse("learners:person", args=[person.pk]), str(person)), person.number]
