"""What changes while a course is written: nothing that a learner sees, until it is published."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.files import store
from justice_portal.states import move
from learning.authoring.content import empty, free_code, from_version
from learning.authoring.gate import far_above
from learning.authoring.models import Draft
from learning.courses.importer import Content, ContentError, faults_of
from learning.courses.models import Course, CourseFile, Version
from learning.loading import load_course
from learning.quizzes.banks import with_bank
from rehab.letters.pictures import Picture

Status = Draft.Status


@action(needs=Permission.COURSE_WRITE)
def start_draft(drafts: type[Draft], *, key: UUID, details: Mapping[str, Any], by: Any) -> Draft:
    """Begin a new course."""
    if done := drafts.objects.filter(pk=key).first():
        return done  # The same form sent twice: the page made the key.
    taken = {*Course.objects.values_list("code", flat=True), *drafts.objects.values_list("code", flat=True)}
    code = free_code(details["title"]["en"], taken, "course")
    made = drafts.objects.create(pk=key, code=code, content=empty(code, details), made_by=by, edited_by=by)
    record(by, "draft.started", made, course=code)
    return made


@action(needs=Permission.COURSE_WRITE)
def revise_course(course: Course, *, by: Any) -> Draft:
    """Begin the next version of a course, from the words of the newest one; or go on with the one that is begun."""
    if found := Draft.objects.open().filter(code=course.code).first():
        return found
    newest = Version.objects.filter(course=course).select_related("course").order_by("-number").first()
    if newest is None:
        raise DomainError(_("This course has no version to start from."))
    content = from_version(newest)
    try:
        with transaction.atomic():
            made = Draft.objects.create(code=course.code, content=content, made_by=by, edited_by=by)
    except IntegrityError:  # somebody else began it this very moment
        return Draft.objects.open().get(code=course.code)
    record(by, "draft.started", made, course=course.code, version=newest.number + 1)
    return made


@action(needs=Permission.COURSE_WRITE)
def save_draft(draft: Draft, *, content: Content, edition: int, by: Any) -> Draft:
    """Keep the document as it is now. edition: the one that the writer saw."""
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    if not now.can_be_written:
        raise DomainError(_("This draft is with a second person. Take it back to change it."))
    if now.content == content:
        return now  # The same form sent twice.
    if now.edition != edition:
        raise DomainError(_("Somebody else changed this draft. Open it again; what you wrote is still here to copy."))
    fields = {"content": content, "edition": edition + 1, "edited_at": clock.now(), "edited_by": by}
    Draft.objects.filter(pk=draft.pk).update(**fields)
    record(by, "draft.changed", draft, edition=edition + 1)
    return Draft.objects.get(pk=draft.pk)


@action(needs=Permission.COURSE_WRITE)
def send_draft(draft: Draft, *, reason: str = "", by: Any) -> Draft:
    """Hand the draft to a second person. It must be whole; words far above the level of the class need a reason."""
    _must_be_whole(draft.content)
    if far_above(with_bank(draft.content)) and not reason.strip():
        raise DomainError(
            _("Some words are far too hard for this class. Make them shorter, or say why they must stay.")
        )
    move(draft, Status.REVIEW, message=_("This draft is with a second person already."), hard_reason=reason.strip())
    record(by, "draft.sent", draft, has_reason=bool(reason.strip()))
    return draft


@action(needs=Permission.COURSE_WRITE)
def take_back_draft(draft: Draft, *, by: Any) -> Draft:
    """Go on writing."""
    move(draft, Status.WRITING, message=_("This draft can be written already."))
    record(by, "draft.taken_back", draft)
    return draft


@action(needs=Permission.COURSE_WRITE)
def answer_draft(draft: Draft, *, is_agreed: bool, words: str, by: Any) -> Draft:
    """A second person agrees, or gives it back with words that say what to change."""
    if by.pk in {draft.made_by_id, draft.edited_by_id}:
        raise DomainError(_("Somebody else must read it: you wrote it."))
    if not is_agreed and not words.strip():
        raise DomainError(_("Say what should change."))
    move(
        draft,
        Status.AGREED if is_agreed else Status.WRITING,
        message=_("This draft does not wait for a second person."),
        review_words=words.strip(),
        reviewed_by=by,
        reviewed_at=clock.now(),
    )
    record(by, "draft.answered", draft, agreed=is_agreed)
    return draft


@action(needs=Permission.COURSE_WRITE)
def publish_draft(draft: Draft, *, by: Any) -> Draft:
    """Write the version and offer it. Who is on an older one stays on it."""
    if draft.status == Status.PUBLISHED:
        return draft
    move(draft, Status.PUBLISHED, message=_("A second person must agree before it is published."))
    _must_be_whole(draft.content)
    newest = Version.objects.filter(course__code=draft.code).order_by("-number").first()
    content = with_bank({**draft.content, "version": newest.number + 1 if newest else 1})
    try:
        load_course(content, by=by)
    except ContentError as error:
        raise DomainError(_("This course is not whole yet: %(fault)s") % {"fault": error.faults[0]}) from error
    record(by, "draft.published", draft, course=draft.code, version=content["version"])
    return draft


@action(needs=Permission.COURSE_WRITE)
def drop_draft(draft: Draft, *, by: Any) -> Draft:
    move(draft, Status.DROPPED, message=_("This draft cannot be dropped now."))
    record(by, "draft.dropped", draft)
    return draft


@action(needs=Permission.COURSE_WRITE)
def add_picture(files: type[CourseFile], *, picture: Picture, by: Any) -> CourseFile:
    """Keep a picture that was made anew: nothing but its points is left of what came."""
    kept = store(picture.content, suffix=".jpg", kept_in="learning.CourseFile.path")
    made = files.objects.create(path=kept.name, width=picture.width, height=picture.height, added_by=by)
    record(by, "draft.picture_added", made)
    return made


def _must_be_whole(content: Content) -> None:
    """Raise DomainError that names the first thing that is missing."""
    for lesson in content["lessons"]:
        if not lesson["blocks"]:
            raise DomainError(_("The lesson “%(name)s” has nothing in it yet.") % {"name": lesson["title"]["en"]})
    if not content["lessons"]:
        raise DomainError(_("Write a lesson first."))
    content = with_bank(content)
    if not content["quiz"]["questions"]:
        raise DomainError(_("Write a question for the quiz first."))
    if faults := faults_of(content, needs_welsh=False):
        raise DomainError(_("This course is not whole yet: %(fault)s") % {"fault": faults[0]})
