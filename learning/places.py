"""Where learning is: on home, in the navigation, on a person's page."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.prepared import prepared
from learning.courses import library
from learning.courses.models import Enrolment
from learning.courses.steps import state_for_staff, state_in_words

#: Courses on a person's first page; the rest is one tap away.
MOST_LINES = 4


def learn_panel(user: Any) -> home.Panel:
    """The course to carry on with, and courses that staff picked. One query."""
    going = _going(user)
    if not going:
        return home.Panel(state=_("Pick a course to start"))
    latest = going[0]
    version = library.version(latest.version_id)
    state = state_in_words(latest.progress)
    picked = [one for one in going if not one.is_own_choice and one.progress.last_at is None]
    news = ngettext("%(count)s course picked for you", "%(count)s courses picked for you", len(picked))
    return home.Panel(
        state=state,
        carry_on=home.CarryOn(
            title=version.name.text,
            text=state,
            href=reverse("courses:next", args=[version.course.code]),
            button=_("Carry on"),
            icon="learn",
            rank=10 if latest.progress.last_at else 30,
        ),
        news=(home.News(news % {"count": len(picked)}, reverse("courses:list"), icon="learn"),) if picked else (),
    )


@prepared
def _going(user: Any) -> QuerySet[Enrolment]:
    """The courses that user is on and has not finished. What the courses are called is in the library."""
    own = Enrolment.objects.within(user, Permission.LEARNING_DO).live()
    return own.filter(progress__completed_at=None).latest_first().select_related("progress")[:20]


def person_panel(user: Any, person: Person) -> dict[str, Any]:
    """The courses that a person is on, for staff who open their page."""
    lines = [
        {
            "title": enrolment.version.name,
            "state": state_for_staff(enrolment.progress),
            "kind": "good" if enrolment.progress.is_complete else "info" if enrolment.progress.last_at else "none",
            "done": enrolment.progress.lessons_done,
            "total": enrolment.progress.lessons_total,
        }
        for enrolment in _on_list(user, person.pk)
    ]
    return {"lines": lines[:MOST_LINES], "has_more": len(lines) > MOST_LINES, "person": person}


@prepared
def _on_list(user: Any, person: UUID) -> QuerySet[Enrolment]:
    return Enrolment.objects.visible_to(user).live().filter(person=person).for_list()[: MOST_LINES + 1]


def register() -> None:
    home.register(*PLACES)
    tabs.register(gettext_lazy("Learning"), "learners:person", Permission.LEARNING_VIEW, order=11)
    tabs.register_panel(
        "learning", "learning/learners/panel.html", person_panel, Permission.LEARNING_VIEW, order=30, reads=(_on_list,)
    )


PLACES = (
    home.Place(
        url="courses:list",
        title=gettext_lazy("Learn"),
        icon="learn",
        order=10,
        needs=Permission.LEARNING_DO,
        rooms=("quizzes", "practice", "learners", "review"),
        state=gettext_lazy("Courses and lessons"),
        panel=learn_panel,
        reads=(_going,),
    ),
    home.Place(
        url="learners:report",
        title=gettext_lazy("Class report"),
        icon="learn",
        order=40,
        needs=Permission.LEARNING_ASSIGN,
        side=home.STAFF,
        state=gettext_lazy("Who learns what, and how far they are"),
    ),
    home.Place(
        url="attendance:classes",
        title=gettext_lazy("Classes"),
        icon="calendar",
        order=41,
        needs=Permission.LEARNING_ASSIGN,
        side=home.STAFF,
        state=gettext_lazy("The timetable and its registers"),
    ),
    home.Place(
        url="marking:queue",
        title=gettext_lazy("Marking"),
        icon="tick",
        order=42,
        needs=Permission.LEARNING_MARK,
        side=home.STAFF,
        state=gettext_lazy("Long answers that wait for a tutor"),
    ),
    home.Place(
        url="practice:stuck",
        title=gettext_lazy("Needs help"),
        icon="help",
        order=43,
        needs=Permission.LEARNING_MARK,
        side=home.STAFF,
        state=gettext_lazy("Who is stuck in a course"),
    ),
    home.Place(
        url="courses:list",
        title=gettext_lazy("Courses"),
        icon="learn",
        order=45,
        needs=Permission.LEARNING_VIEW,
        side=home.STAFF,
        rooms=("quizzes",),
        state=gettext_lazy("What is in each course"),
    ),
    home.Place(
        url="authoring:list",
        title=gettext_lazy("Write courses"),
        icon="edit",
        order=46,
        needs=Permission.COURSE_WRITE,
        side=home.STAFF,
        state=gettext_lazy("Make a course, or the next version of one"),
    ),
)
