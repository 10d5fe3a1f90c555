"""People outside who would like to become a mentor and have no account: what they said, until they are invited or forgotten."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7

#: What somebody wrote on the public page is kept no longer than the page says.
KEPT_FOR = timedelta(days=90)


class InterestedQuerySet(ScopedQuerySet):
    def waiting(self) -> "InterestedQuerySet":
        """Those that nobody has answered, the oldest first."""
        return self.filter(status=MentorInterest.Status.WAITS).order_by("told_at", "pk")

    def to_forget(self) -> "InterestedQuerySet":
        return self.filter(told_at__lte=clock.now() - KEPT_FOR).order_by("told_at", "pk")


class MentorInterest(models.Model):
    """Somebody wrote on the public page that they would like to become a mentor for people of one prison."""

    class Status(models.TextChoices):
        WAITS = "waits", _("Waits for an answer")
        INVITED = "invited", _("Asked to invite them")
        REFUSED = "refused", _("Not invited")

    MOVES = {Status.WAITS: {Status.INVITED, Status.REFUSED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=60)
    why = models.CharField(max_length=500)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITS)
    told_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InterestedQuerySet.as_manager()
    scope = Scope(Permission.MATCH_MANAGE, person=None, place="establishment")
    history = Kept(hidden=("name", "email", "why"))

    class Meta:
        ordering = ["-told_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "establishment"], condition=Q(status="waits"), name="one_interest_waits_for_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.told_at:%d %b %Y}"
