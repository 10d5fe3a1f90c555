"""What changes about who takes which course, and how far they are."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.people.models import Person
from justice_portal.states import move
from learning.courses import library
from learning.courses.importer import Content, hash_of
from learning.courses.models import Block, Course, Enrolment, Lesson, Version
from learning.courses.render import render_block
from learning.courses.terms import has_started, must_be_open_to
from learning.record_store.keeping import Claim, hold, keep
from learning.record_store.models import CourseProgress, ObjectType, Verb


@action(needs=Permission.LEARNING_DO)
def start_course(person: Person, *, key: UUID, course: Course, by: Any) -> Enrolment:
    """The person puts a course on their own list; one that is there already stays as it is."""
    if not Enrolment.objects.live().filter(person=person, course=course).exists():
        must_be_open_to(person, course)
    enrolment, is_new = _enrol(person, key, course, by, is_own_choice=True)
    if is_new:
        record(by, "course.started", enrolment, course=course.code, version=enrolment.version.number)
    return enrolment


@action(needs=Permission.LEARNING_ASSIGN)
def assign_course(person: Person, *, key: UUID, course: Course, due_on: date | None = None, by: Any) -> Enrolment:
    """Staff put a course on someone's list, whatever comes before it and however many places it has."""
    _must_be_ahead(due_on)
    enrolment, is_new = _enrol(person, key, course, by, is_own_choice=False, due_on=due_on)
    if not is_new and enrolment.pk != key:
        raise DomainError(_("This course is on their list already."))
    if is_new:
        record(by, "course.assigned", enrolment, course=course.code, version=enrolment.version.number)
        if person.user:
            notify(person.user, "courses.picked", about=enrolment)
    return enrolment


def _enrol(
    person: Person, key: UUID, course: Course, by: Any, *, is_own_choice: bool, due_on: date | None = None
) -> tuple[Enrolment, bool]:
    live = Enrolment.objects.live().select_related("version", "course", "person")
    if found := live.filter(person=person, course=course).first():
        return found, False
    version = Version.objects.offered().filter(course=course).first()
    if version is None:
        raise DomainError(_("This course is closed. Please choose another one."))
    try:
        enrolment, is_new = live.get_or_create(
            person=person,
            course=course,
            status=Enrolment.Status.ACTIVE,
            defaults={
                "id": key,
                "version": version,
                "enrolled_by": by if by.pk else None,
                "is_own_choice": is_own_choice,
                "due_on": due_on,
                "made_in_id": person.establishment_id,
            },
        )
    except IntegrityError as error:  # the key is that of another row
        raise DomainError(_("Please open the page again and have another go.")) from error
    if is_new:
        has_started(person, course)
        CourseProgress.objects.create(
            enrolment=enrolment,
            person=person,
            course=course,
            made_in_id=person.establishment_id,
            establishment_id=person.establishment_id,
            wing_id=person.wing_id,
            lessons_total=len(version.lesson_ids),
        )
        if is_own_choice:
            claim = Claim(key, Verb.REGISTERED, ObjectType.COURSE, course.pk)
            keep(hold(enrolment.pk), [claim], version=version, by=by)
    return enrolment, is_new


def _must_be_ahead(due_on: date | None) -> None:
    if due_on and due_on < clock.today():
        raise DomainError(_("The day to finish by must be today or later."))


@action(needs=Permission.LEARNING_ASSIGN)
def set_due(enrolment: Enrolment, *, due_on: date | None, by: Any) -> Enrolment:
    """The day to finish a course by, another one, or none any more."""
    old = Enrolment.objects.select_for_update().get(pk=enrolment.pk).due_on
    if old != due_on:
        _must_be_ahead(due_on)
        Enrolment.objects.filter(pk=enrolment.pk).update(due_on=due_on)
        record(by, "course.due_set", enrolment, old=old, new=due_on)
    enrolment.due_on = due_on
    return enrolment


@action(needs=Permission.LEARNING_ASSIGN)
def withdraw_course(enrolment: Enrolment, *, by: Any) -> Enrolment:
    """Staff take a course off someone's list. What was done in it is kept."""
    move(
        enrolment,
        Enrolment.Status.WITHDRAWN,
        message=_("This course is not on the list any more."),
        withdrawn_at=clock.now(),
        withdrawn_by=by,
    )
    progress = hold(enrolment.pk)
    if progress.completed_at:
        raise DomainError(_("This course is finished, so it stays on the list."))
    CourseProgress.objects.filter(pk=progress.pk).update(is_live=False)
    record(by, "course.withdrawn", enrolment)
    return enrolment


@action(needs=Permission.LEARNING_DO)
def finish_lesson(
    enrolment: Enrolment,
    *,
    key: UUID,
    lesson: Lesson,
    happened_at: datetime | None = None,
    sequence: int | None = None,
    by: Any,
) -> CourseProgress:
    """The person has come to the end of a lesson. happened_at and sequence are those of a device, if one told us."""
    _require_part_of(enrolment, lesson.version_id)
    progress = hold(enrolment.pk)
    claim = Claim(key, Verb.COMPLETED, ObjectType.LESSON, lesson.pk, happened_at=happened_at, sequence=sequence)
    if keep(progress, [claim], version=library.version(enrolment.version_id), by=by):
        record(
            by,
            "lesson.finished",
            enrolment,
            lesson=lesson.pk,
            done=progress.lessons_done,
            complete=progress.is_complete,
        )
    return progress


@action(needs=Permission.LEARNING_ASSIGN)
def finish_lesson_on_paper(
    enrolment: Enrolment, *, key: UUID, lesson: Lesson, checks: Mapping[UUID, int], is_done: bool, by: Any
) -> CourseProgress:
    """Staff type in a lesson that the person read on paper: what they tried in it, and that they came to its end."""
    _require_part_of(enrolment, lesson.version_id)
    progress = hold(enrolment.pk)
    claims = [
        Claim(
            uuid5(key, str(block.pk)),
            Verb.ANSWERED,
            ObjectType.BLOCK,
            block.pk,
            response=checks[block.pk],
            result={"success": _tried(block, checks[block.pk])},
        )
        for block in library.blocks(lesson.pk)
        if block.pk in checks
    ]
    if is_done:
        claims.append(Claim(key, Verb.COMPLETED, ObjectType.LESSON, lesson.pk))
    keep(progress, claims, version=library.version(enrolment.version_id), by=by)
    record(by, "lesson.typed_in", enrolment, lesson=lesson.pk, checks=len(checks), done=is_done)
    return progress


@action(needs=Permission.LEARNING_DO)
def answer_check(
    enrolment: Enrolment,
    *,
    key: UUID,
    block: Block,
    choice: int,
    happened_at: datetime | None = None,
    sequence: int | None = None,
    by: Any,
) -> bool:
    """The person tried a check-yourself question; tells whether the choice is right. Nothing is marked by it."""
    _require_part_of(enrolment, block.lesson.version_id)
    is_right = _tried(block, choice)
    claim = Claim(
        key,
        Verb.ANSWERED,
        ObjectType.BLOCK,
        block.pk,
        response=choice,
        happened_at=happened_at,
        sequence=sequence,
        result={"success": is_right},
    )
    if keep(hold(enrolment.pk), [claim], version=library.version(enrolment.version_id), by=by):
        record(by, "check.answered", enrolment, block=block.pk, choice=choice, right=is_right)
    return is_right


def _tried(block: Block, choice: int) -> bool:
    """Whether the choice is right."""
    choices = block.content.get("choices", [])
    if not 0 <= choice < len(choices):
        raise DomainError(_("Choose one of the answers on the page."))
    return bool(choices[choice].get("right"))


def _require_part_of(enrolment: Enrolment, version_id: UUID) -> None:
    if version_id != enrolment.version_id:
        raise DomainError(_("This is part of another version of the course. Please open your course again."))


@action(needs=Permission.COURSE_WRITE)
def draft_version(courses: type[Course], *, content: Content, by: Any) -> Version:
    """Write a new version of a course from checked content. Nobody sees it before it is published."""
    course, is_new = courses.objects.update_or_create(code=content["code"], defaults={"subject": content["subject"]})
    version = Version.objects.create(
        course=course,
        number=content["version"],
        title=content["title"],
        summary=content["summary"],
        level=content["level"],
        minutes=content["minutes"],
        picture=content["picture"],
        glossary=content["glossary"],
        welsh_reviewed=content["welsh_reviewed"],
        content_hash=hash_of(content),
    )
    for position, lesson in enumerate(content["lessons"], 1):
        _write_lesson(version, position, lesson)
    library.forget()
    record(by, "course.drafted", version, course=course.code, version=version.number, is_new=is_new)
    return version


def _write_lesson(version: Version, position: int, content: Content) -> None:
    lesson = Lesson.objects.create(
        version=version,
        code=content["code"],
        position=position,
        title=content["title"],
        unit=content.get("unit", {}),
        minutes=content["minutes"],
    )
    Block.objects.bulk_create(
        Block(
            lesson=lesson,
            code=block["code"],
            position=place,
            kind=block["kind"],
            content={name: value for name, value in block.items() if name not in {"code", "kind"}},
            html=render_block(block),
        )
        for place, block in enumerate(content["blocks"], 1)
    )


@action(needs=Permission.COURSE_WRITE)
def publish_version(version: Version, *, by: Any) -> Version:
    """Offer a version in the catalogue, in place of the one before it. Those who are on that one stay on it."""
    lessons = list(version.lessons.values_list("pk", flat=True))
    quiz = getattr(version, "quiz", None)
    if not lessons:
        raise DomainError(_("A course needs a lesson before it can be published."))
    for old in Version.objects.filter(course=version.course, status=Version.Status.PUBLISHED):
        move(old, Version.Status.REPLACED)
    move(
        version,
        Version.Status.PUBLISHED,
        published_at=clock.now(),
        published_by=by if by.pk else None,
        lesson_ids=lessons,
        quiz_ids=[quiz.pk] if quiz else [],
    )
    record(by, "course.published", version, course=version.course.code, version=version.number)
    return version
