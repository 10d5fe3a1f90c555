"""A message in another language: typed by one person, checked by another, and shown beside the original. No machine."""

import hashlib
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet, restricted_for
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from mentoring.matching.threads.models import OF_TALKS
from mentoring.mentors.choices import Language
from mentoring.messages.held.models import Hold
from mentoring.messages.models import LONGEST_MESSAGE, Message
from mentoring.monitoring.models import may_read

#: Other languages need more letters for the same.
LONGEST_TRANSLATION = 2 * LONGEST_MESSAGE


class TranslationQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> Self:
        """Readers see it with the message; moderators with the hold; translators where somebody let them read messages."""
        if user is SYSTEM:
            return self
        if permission in OF_TALKS:
            return self.filter(message__in=Message.objects.within(user, permission).order_by().values("pk"))
        if permission == Permission.MESSAGE_MODERATE:
            holds = Hold.objects.within(user, permission).waiting().in_sight()
            return self.filter(Exists(holds.filter(message=OuterRef("message"))))
        if permission != Permission.MESSAGE_TRANSLATE or not user.is_authenticated or not user.holds(permission):
            return self.none()
        shut = Person.objects.filter(restricted_for(user), pk=OuterRef("message__thread__person"))
        own = Q(message__author=user.pk) | Q(message__thread__person__user=user.pk)
        return self.filter(~own, ~Exists(shut), may_read(user, "message__made_in"))

    def of_these_words(self) -> Self:
        """Those of the words as they stand: a part that was left out of a message stays out of its translation."""
        return self.filter(of_hash=F("message__content_hash"))

    def checked(self) -> Self:
        return self.of_these_words().filter(status=MessageTranslation.Status.CHECKED)

    def waiting(self) -> Self:
        """What somebody is to type or to check, the longest wait first; messages that were taken back or stopped are left out."""
        goes_on = ~Q(message__status__in=[Message.Status.WITHDRAWN, Message.Status.STOPPED])
        rows = self.of_these_words().filter(goes_on).exclude(status=MessageTranslation.Status.CHECKED)
        return rows.order_by("asked_at", "pk")


class MessageTranslation(models.Model):
    """One message in one other language, from the asking to the check."""

    class Status(models.TextChoices):
        ASKED = "asked", _("To be typed")
        TYPED = "typed", _("To be checked")
        CHECKED = "checked", _("Checked")

    MOVES = {Status.ASKED: {Status.TYPED}, Status.TYPED: {Status.TYPED, Status.CHECKED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    message = models.ForeignKey(Message, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=5, choices=Language.choices)
    #: The fingerprint of the message that was translated.
    of_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    typed_at = models.DateTimeField(null=True, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TranslationQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_VIEW, person="message__thread__person")
    history = NotKept("Checked words never change, and a copy would outlive the message.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "language", "of_hash"], name="one_translation_into_a_language"),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("typed_by")), name="translation_checked_by_another"
            ),
            models.CheckConstraint(
                condition=Q(status="asked", words="", typed_by=None, checked_by=None)
                | (Q(status="typed", typed_by__isnull=False, checked_by=None) & ~Q(words=""))
                | Q(status="checked", typed_by__isnull=False, checked_by__isnull=False, checked_at__isnull=False),
                name="translation_says_who",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), LONGEST_TRANSLATION), name="translation_is_not_too_long"
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], condition=~Q(status="checked"), name="translations_waiting")]
        triggers = [
            pgtrigger.Protect(
                name="checked_words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="checked", old__words__df=pgtrigger.F("new__words")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()} {self.asked_at:%d %b %Y}"

    @property
    def mark(self) -> str:
        """What the one who checks has read."""
        return hashlib.sha256(self.words.encode()).hexdigest()[:32]
