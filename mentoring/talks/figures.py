"""What waits for an answer of staff."""

from typing import Any

from django.db.models import F, Q

from justice_portal.access import Permission
from mentoring.matching.threads.models import Thread, ThreadQuerySet
from mentoring.messages.conversation import inbox

MOST_COUNTED = 100


def _answered_by(user: Any) -> ThreadQuerySet:
    """Theirs to answer: what they handed to a colleague waits for that one, unless they are who it was handed to."""
    rows = Thread.objects.within(user, Permission.MESSAGE_VIEW).filter(match=None)
    return rows.exclude(person__user=user.pk)


def desk_of(user: Any, *, is_all: bool = False) -> ThreadQuerySet:
    """The threads that user answers: those that wait, the longest first; or all, the newest first."""
    rows = inbox(user).filter(match=None).exclude(person__user=user.pk)
    if is_all:
        return rows.order_by(F("newest_at").desc(nulls_last=True), "-opened_at", "-pk")
    mine = Q(handed_to=None) | Q(handed_to=user.pk)
    return rows.filter(mine, waiting_at__isnull=False).order_by("waiting_at", "pk")


def count_waiting(user: Any) -> int:
    """How many wait for user, up to more than a hundred: one query."""
    mine = Q(handed_to=None) | Q(handed_to=user.pk)
    rows = _answered_by(user).filter(mine, waiting_at__isnull=False)
    return rows.order_by()[: MOST_COUNTED + 1].count()
