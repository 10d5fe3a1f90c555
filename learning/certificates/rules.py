"""What a certificate needs: a finished course, and a quiz that was marked here and was not rushed through (T73)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from learning.courses.models import Enrolment
from learning.quizzes.models import Attempt

#: Nobody reads and answers a question faster.
FASTEST = timedelta(seconds=2)


class TooQuickError(DomainError):
    """Every try that passed was faster than anybody reads."""

    def __init__(self) -> None:
        super().__init__(_("The quiz was done too fast to count. Take it once more, and take your time."))


def marked_attempt(enrolment: Enrolment) -> Attempt:
    """The best passed try at the quiz, marked here. Raises DomainError, with what to do, when there is none."""
    if not enrolment.progress.is_complete:
        raise DomainError(_("Finish the course first. Then you can get the certificate."))
    graded = Attempt.objects.filter(enrolment=enrolment, sort=Attempt.Sort.GRADED)
    done = graded.filter(status=Attempt.Status.FINISHED).prefetch_related("answers")
    passed = [one for one in done.order_by("-right", "finished_at") if one.has_passed and _was_marked(one)]
    if not passed:
        raise DomainError(_("This course has no quiz that we mark, so it has no certificate."))
    for one in passed:
        if one.finished_at - one.started_at >= FASTEST * one.of:
            return one
    raise TooQuickError


def _was_marked(attempt: Attempt) -> bool:
    return attempt.out_of > 0 and any(answer.is_right is not None for answer in attempt.answers.all())
