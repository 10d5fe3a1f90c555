"""Somebody asks to be a mentor: a volunteer whom staff invited, or a person inside who wants to be there for others."""

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.mentors.choices import FreeTime, Help, Interest, Language
from mentoring.mentors.models import Mentor, labels


class ApplicationQuerySet(ScopedQuerySet):
    def waiting(self) -> "ApplicationQuerySet":
        """Those that nobody has decided, the oldest first."""
        return self.filter(status=MentorApplication.Status.WAITS).order_by("applied_at", "pk")


class MentorApplication(models.Model):
    """What somebody says who would like to be a mentor, and what was decided, with the reason."""

    class Status(models.TextChoices):
        WAITS = "waits", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES = {Status.WAITS: {Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentor_applications")
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Mentor.Kind.choices)
    called = models.CharField(max_length=40)
    languages = ArrayField(models.CharField(max_length=5, choices=Language.choices), default=list)
    helps_with = ArrayField(models.CharField(max_length=20, choices=Help.choices), default=list)
    interests = ArrayField(models.CharField(max_length=20, choices=Interest.choices), default=list, blank=True)
    free_times = ArrayField(models.CharField(max_length=10, choices=FreeTime.choices), default=list, blank=True)
    why = models.CharField(max_length=500)
    referees = models.CharField(max_length=300)
    applied_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITS)
    reason = models.CharField(max_length=300, blank=True, help_text=_("What staff tell the one who asked."))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ApplicationQuerySet.as_manager()
    scope = Scope(Permission.MATCH_VIEW, person=None, place="establishment", parties=("user",))

    class Meta:
        ordering = ["-applied_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(status="waits"), name="one_mentor_application_waits")
        ]
        indexes = [
            models.Index(fields=["establishment", "applied_at"], condition=Q(status="waits"), name="applications_wait")
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.applied_at:%d %b %Y}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITS

    @property
    def person_id(self) -> UUID | None:
        """The person in the record who asked; None for a volunteer."""
        person = getattr(self.user, "person", None)
        return person.pk if person else None

    @property
    def who(self) -> str:
        """Who asked, for staff: a person inside with their number, since an account has only the name they are called by."""
        person = getattr(self.user, "person", None)
        return f"{person}, {person.number}" if person else str(self.user.name)

    def get_languages_display(self) -> list[str]:
        return labels(Language, self.languages)

    def get_helps_with_display(self) -> list[str]:
        return labels(Help, self.helps_with)

    def get_interests_display(self) -> list[str]:
        return labels(Interest, self.interests)

    def get_free_times_display(self) -> list[str]:
        return labels(FreeTime, self.free_times)
