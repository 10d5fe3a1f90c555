"""Questions that come back: each go at one, and who does not want them."""

from django.db import models

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7


class ReviewGo(models.Model):
    """Somebody tried a question once more. Only whether it was right is kept, to know when it comes back; it never counts."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="review_goes")
    question = models.ForeignKey("learning.Question", models.PROTECT, related_name="+")
    is_right = models.BooleanField()
    at = models.DateTimeField(default=clock.now)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")
    history = NotKept("Append only: each go is a new line.")

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="review_goes_of_person")]

    def __str__(self) -> str:
        return str(self.pk)


class ReviewOff(models.Model):
    """A person who does not want questions to come back."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="review_off")
    off_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)
    history = NotKept("Their own wish; what it was before says nothing.")

    def __str__(self) -> str:
        return str(self.pk)
