"""What changes when a tutor marks an answer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.files import delete_stored, store
from justice_portal.notify import notify
from learning.marking.models import AnswerPhoto, Mark
from learning.quizzes.library import version_of
from learning.quizzes.models import Answer, Attempt
from learning.quizzes.scoring import finish
from learning.record_store.keeping import hold, keep
from rehab.letters.pictures import Picture

#: Pages of paper beside one answer.
MOST_PHOTOS = 6


@action(needs=Permission.LEARNING_MARK)
def mark_answer(
    answer: Answer, *, key: UUID, points: Mapping[str, int], phrases: Sequence[str] = (), words: str = "", by: Any
) -> Mark:
    """Give points for each line of the rubric. The last mark that a try waits for gives its score."""
    if done := Mark.objects.filter(pk=key, answer=answer).first():
        return done  # The same form sent twice: the page made the key.
    progress = hold(answer.attempt.enrolment_id)
    attempt = Attempt.objects.select_related("person__user").get(pk=answer.attempt_id)
    if not Answer.objects.waiting().filter(pk=answer.pk).exists():
        raise DomainError(_("This answer is marked already."))
    rubric = {line["code"]: line["points"] for line in answer.question.content["rubric"]}
    if set(points) != set(rubric) or any(not 0 <= given <= rubric[code] for code, given in points.items()):
        raise DomainError(_("Give points for each line, no more than the line has."))
    made = Mark.objects.create(
        pk=key, answer=answer, points=dict(points), phrases=list(phrases), words=words, marked_by=by
    )
    is_right = made.total >= int(answer.question.content["points"])
    Answer.objects.filter(pk=answer.pk).update(is_right=is_right)
    record(by, "answer.marked", attempt, question=answer.question_id, points=made.total, right=is_right)
    if not Answer.objects.waiting().filter(attempt=attempt).exists():
        right = attempt.answers.filter(is_right=True).count()
        keep(
            progress,
            [finish(attempt, right, at=attempt.finished_at or clock.now())],
            version=version_of(attempt),
            by=by,
        )
        if attempt.person.user:
            notify(attempt.person.user, "marking.done", about=attempt)
    return made


@action(needs=Permission.LEARNING_MARK)
def add_photo(answer: Answer, *, key: UUID, picture: Picture, by: Any) -> AnswerPhoto:
    """Keep a photo of what they wrote on paper, made anew: for who marks the answer."""
    if done := AnswerPhoto.objects.filter(pk=key, answer=answer).first():
        return done  # The same form sent twice: the page made the key.
    hold(answer.attempt.enrolment_id)
    if AnswerPhoto.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    if not Answer.objects.waiting().filter(pk=answer.pk).exists():
        raise DomainError(_("This answer is marked already."))
    if AnswerPhoto.objects.filter(answer=answer).count() >= MOST_PHOTOS:
        raise DomainError(_("There are many photos here. Take one away first."))
    kept = store(picture.content, suffix=".jpg", kept_in="learning.AnswerPhoto.path")
    made = AnswerPhoto.objects.create(
        pk=key,
        answer=answer,
        path=kept.name,
        sha256=kept.sha256,
        width=picture.width,
        height=picture.height,
        added_by=by,
    )
    record(by, "answer.photo_added", made, size=kept.size)
    return made


@action(needs=Permission.LEARNING_MARK)
def remove_photo(photo: AnswerPhoto, *, by: Any) -> None:
    """Take a photo away for good, as long as the answer is not marked: the mark rests on it."""
    hold(photo.answer.attempt.enrolment_id)
    if not Answer.objects.waiting().filter(pk=photo.answer_id).exists():
        raise DomainError(_("This answer is marked already."))
    record(by, "answer.photo_removed", photo)
    delete_stored(photo.path)
    photo.delete()
