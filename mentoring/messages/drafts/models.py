"""Words that somebody began and has not sent."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7
from mentoring.matching.threads.models import OF_TALKS
from mentoring.messages.models import LONGEST_MESSAGE

#: So long a draft is kept. It is no place to leave words for somebody else (T43).
KEPT_FOR = timedelta(days=7)


class BegunQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> "BegunQuerySet":
        """Staff keep words for later too, in the threads that they answer; nobody reads another's."""
        if user is SYSTEM or not user.is_authenticated or not user.holds(Permission.TALK):
            return super().within(user, permission)
        return self.filter(author=user.pk) if permission in OF_TALKS else self.none()

    def over(self) -> "BegunQuerySet":
        """Drafts that nobody has touched for a week."""
        return self.filter(saved_at__lte=clock.now() - KEPT_FOR)


class Draft(models.Model):
    """What one of the two has begun to write in a thread: one for each of them, and nobody else's to read."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    thread = models.ForeignKey("mentoring.Thread", models.CASCADE, related_name="drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    words = models.TextField()
    saved_at = models.DateTimeField(default=clock.now)

    objects = BegunQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_VIEW, person=None, parties=("author",))
    history = NotKept("Words that nobody sent: they go after seven days, and no copy of them may stay.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "author"], name="one_draft_of_a_writer"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), LONGEST_MESSAGE), name="draft_is_not_too_long"
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="drafts_by_age")]

    def __str__(self) -> str:
        return f"{self.saved_at:%d %b %Y %H:%M}"

    @property
    def goes_at(self) -> Any:
        """When it is removed, unless it is sent or kept again."""
        return self.saved_at + KEPT_FOR
