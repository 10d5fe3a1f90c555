"""The person's pages: catalogue, course, lesson. Staff open the same pages to see what is in a course."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from justice_portal.access import Permission, require
from justice_portal.files import open_stored
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from justice_portal.prepared import prepared
from learning.attendance.lost import due_dates
from learning.courses import actions, library
from learning.courses.catalogue import card_of, choices, length_in_words
from learning.courses.forms import CatalogueFilter, choice_of, key_of
from learning.courses.lesson_page import LessonPage, Problem
from learning.courses.localised import say
from learning.courses.models import Course, CourseFile, Enrolment, Version
from learning.courses.steps import next_address, state_in_words, steps_of
from learning.courses.terms import may_see_terms, terms_of


def learner_of(user: Any) -> Person:
    """The person who learns here: the reader. Raises PermissionDenied for everyone else."""
    person = Person.objects.within(user, Permission.LEARNING_DO).filter(user=user).first()
    require(user, Permission.LEARNING_DO, person or Person)
    if person is None:
        raise Http404
    return person


def own_enrolment(user: Any, code: str) -> Enrolment | None:
    """The reader's own live enrolment on a course, with its progress; its version comes from the library."""
    course = library.course_id(code)
    found = _own_on_course.first(user, course) if course else None
    if found:
        found.version = library.version(found.version_id)
    return found


@prepared
def _own_on_course(user: Any, course: UUID) -> QuerySet[Enrolment]:
    own = Enrolment.objects.within(user, Permission.LEARNING_DO).live()
    return own.filter(course=course).select_related("progress")[:1]


def must_own(user: Any, code: str) -> Enrolment:
    """The reader's own live enrolment, or 404."""
    enrolment = own_enrolment(user, code)
    if enrolment is None:
        raise Http404
    return enrolment


def version_for(user: Any, code: str) -> tuple[Version, Enrolment | None]:
    """The version that the reader is on, or the one on offer."""
    if enrolment := own_enrolment(user, code):
        return enrolment.version, enrolment
    offered = Version.objects.visible_to(user).offered().select_related("course")
    return get_object_or_404(offered, course__code=code), None


@require_GET
def course_list(request: HttpRequest) -> HttpResponse:
    mine = list(Enrolment.objects.within(request.user, Permission.LEARNING_DO).live().for_list())
    taken = {enrolment.course_id for enrolment in mine}
    offered = list(Version.objects.visible_to(request.user).offered().with_sound(get_language() or "").for_catalogue())
    narrowed = CatalogueFilter(request.GET)
    wanted, subject = narrowed.wanted, request.GET.get("subject", "")
    subjects = choices(offered, subject, wanted.query)
    if not any(choice["current"] for choice in subjects):
        subjects = choices(offered, subject := "", wanted.query)
    page = {
        "mine": [card_of(enrolment.version, enrolment) for enrolment in mine if not enrolment.progress.is_complete],
        "done": [card_of(enrolment.version, enrolment) for enrolment in mine if enrolment.progress.is_complete],
        "more": [
            card_of(version)
            for version in offered
            if version.course_id not in taken and subject in {"", version.course.subject} and wanted.fits(version)
        ],
        "narrowed": narrowed,
        "is_narrowed": bool(wanted),
        "subjects": subjects,
        "is_learner": request.user.holds(Permission.LEARNING_DO),
    }
    return render(request, "learning/courses/list.html", page)


@require_GET
def course(request: HttpRequest, code: str) -> HttpResponse:
    version, enrolment = version_for(request.user, code)
    lessons = library.lessons(version.pk)
    can_start = enrolment is None and request.user.holds(Permission.LEARNING_DO)
    me = learner_of(request.user) if enrolment or can_start else None
    page = {
        "version": version,
        "title": version.name,
        "summary": say(version.summary),
        "length": length_in_words(version),
        "enrolment": enrolment,
        "steps": steps_of(version, lessons, enrolment.progress if enrolment else None),
        "state": state_in_words(enrolment.progress) if enrolment else "",
        "next": next_address(enrolment, lessons) if enrolment else "",
        "can_start": can_start,
        "terms": terms_of(me, version.course_id) if me and can_start else None,
        "due": due_dates(request.user, me, [enrolment]).get(enrolment.pk) if me and enrolment else None,
        "can_see_terms": may_see_terms(request.user),
        "key": uuid7(),
    }
    return render(request, "learning/courses/course.html", page)


@require_POST
def course_start(request: HttpRequest, code: str) -> HttpResponse:
    learner = learner_of(request.user)
    chosen = get_object_or_404(Course.objects.visible_to(request.user), code=code)
    actions.start_course(learner, key=key_of(request.POST), course=chosen, by=request.user)
    return redirect("courses:next", code)


@require_GET
def course_next(request: HttpRequest, code: str) -> HttpResponse:
    """Carry on: to whatever comes next in this course."""
    if enrolment := own_enrolment(request.user, code):
        return redirect(next_address(enrolment, library.lessons(enrolment.version_id)))
    return redirect("courses:course", code)


@require_GET
def lesson(request: HttpRequest, code: str, lesson_code: str) -> HttpResponse:
    version, enrolment = version_for(request.user, code)
    if enrolment is None and request.user.holds(Permission.LEARNING_DO):
        return redirect("courses:course", code)  # Start it first, so that the work is saved.
    return _lesson_page(request, version, enrolment, lesson_code)


def _lesson_page(
    request: HttpRequest,
    version: Version,
    enrolment: Enrolment | None,
    lesson_code: str,
    problem: Problem | None = None,
) -> HttpResponse:
    page = LessonPage.of(version, enrolment, lesson_code)
    if page is None:
        raise Http404
    context = {"page": page, "body": page.body(get_token(request), problem)}
    return render(request, "learning/courses/lesson.html", context, status=422 if problem else 200)


@require_POST
def lesson_finish(request: HttpRequest, code: str, lesson_code: str) -> HttpResponse:
    enrolment = must_own(request.user, code)
    done = library.lesson(enrolment.version_id, lesson_code)
    if done is None:
        raise Http404
    enrolment.progress = actions.finish_lesson(enrolment, key=key_of(request.POST), lesson=done, by=request.user)
    messages.success(request, _("Lesson %(number)s is done. It is saved.") % {"number": done.position})
    return redirect(next_address(enrolment, library.lessons(enrolment.version_id)))


@require_GET
def picture(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """A picture that somebody added to a course. It is ours, made anew, and about nobody."""
    row = get_object_or_404(CourseFile.objects.visible_to(request.user), pk=pk)
    with open_stored(row.path) as file:
        response = StreamingHttpResponse([file.read()], content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@require_POST
def check_answer(request: HttpRequest, code: str, lesson_code: str, pk: UUID) -> HttpResponse:
    enrolment = must_own(request.user, code)
    page = LessonPage.of(enrolment.version, enrolment, lesson_code)
    block = page and page.check(pk)
    if not block:
        raise Http404
    key, choice = key_of(request.POST), choice_of(request.POST)
    if choice is None:
        problem = Problem(pk, _("Choose an answer. Then press the button."))
        return _lesson_page(request, enrolment.version, enrolment, lesson_code, problem)
    actions.answer_check(enrolment, key=key, block=block, choice=choice, by=request.user)
    return redirect(f"{page.href}#{block.code}")
