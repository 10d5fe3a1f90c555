"""Legal threads: who may write with whom about which matter, and letters that only the two of them can read."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, SYSTEM, Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7
from mentoring.privileged.sealing import SealedKey

LONGEST_LETTER = 2_000


class ListedBodyQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(is_open=True)


class ListedBody(models.Model):
    """A kind of sender whose letters nobody else reads: lawyers, courts, the ombudsman and others that rules name."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=120, unique=True)
    name_welsh = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200, help_text=_("The rule that names it."))
    is_open = models.BooleanField(default=True, help_text=_("New threads can be opened with it."))

    objects = ListedBodyQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("listed bodies")

    def __str__(self) -> str:
        return (get_language() == "cy" and self.name_welsh) or self.name


class PartiesQuerySet(ScopedQuerySet):
    """What an adviser sees ends at midnight after the last day that two staff vouched for, and with the matter (T50, T53)."""

    to_thread = ""

    def within(self, user: Any, permission: Permission | None) -> Self:
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        adviser = Q(**{f"{self.to_thread}adviser": user.pk})
        live = Q(**{f"{self.to_thread}ended_at": None, f"{self.to_thread}until_on__gte": clock.today()})
        return rows.filter(~adviser | live)


class PrivilegedThreadQuerySet(PartiesQuerySet):
    def live(self) -> Self:
        return self.filter(ended_at=None, until_on__gte=clock.today())

    def for_page(self) -> Self:
        return self.select_related("person", "adviser", "body")


class PrivilegedThread(models.Model):
    """One person, one adviser, one matter. Two staff vouched that the adviser is who they say, until a day."""

    class Matter(models.TextChoices):
        CRIME = "crime", _("A court case or an appeal")
        PAROLE = "parole", _("Parole or recall")
        PRISON = "prison", _("Treatment in prison")
        FAMILY = "family", _("Family and children")
        HOME = "home", _("A home, money or work")
        STAY = "stay", _("Staying in the country")
        COMPLAINT = "complaint", _("A complaint")
        OTHER = "other", _("Another legal matter")

    class Checked(models.TextChoices):
        """How it was found out who they are. An email address proves nothing (T50)."""

        REGISTER = "register", _("Called back on the number in the public register of the profession")
        SWITCHBOARD = "switchboard", _("Called back on the published switchboard of the court or body")
        LETTER = "letter", _("A letter on headed paper, confirmed by calling back")
        MET = "met", _("Came in person with proof of who they are")

    class Ending(models.TextChoices):
        DONE = "done", _("The matter is over")
        ADVISER = "adviser", _("The adviser left the case")
        PERSON = "person", _("The person asked")
        NOT_TRUE = "not_true", _("The adviser is not who they said")
        DIED = "died", _("The person died")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="legal_threads")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="legal_threads")
    body = models.ForeignKey(ListedBody, models.PROTECT, related_name="threads")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    reference = models.CharField(max_length=40, blank=True, help_text=_("The number of the case, where there is one."))
    checked = models.CharField(max_length=12, choices=Checked.choices)
    register_number = models.CharField(max_length=30, blank=True)
    until_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(default=clock.now)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, related_name="+")
    #: The key of the letters, sealed under a key that web processes alone load; and the name of that one.
    sealed_key = models.CharField(max_length=200)
    sealed_under = models.CharField(max_length=16)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    objects = PrivilegedThreadQuerySet.as_manager()
    scope = Scope(Permission.LEGAL_ENVELOPE, parties=("adviser", "person__user"), party_view=Permission.LEGAL_OWN)
    history = Kept(hidden=("sealed_key",))

    class Meta:
        ordering = ["-verified_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(verified_by=F("asked_by")), name="adviser_verified_by_two"),
            models.CheckConstraint(
                condition=~Q(adviser=F("asked_by")) & ~Q(adviser=F("verified_by")), name="adviser_vouches_not_for_self"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="legal_thread_ended_says_why",
            ),
            models.UniqueConstraint(
                fields=["person", "adviser", "matter", "reference"],
                condition=Q(ended_at=None),
                name="one_legal_thread_a_matter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_matter_display()}, {self.verified_at:%d %b %Y}"

    def get_absolute_url(self) -> str:
        return reverse("privileged:thread", args=[self.pk])

    @property
    def is_live(self) -> bool:
        return self.ended_at is None and self.until_on >= clock.today()

    @property
    def key(self) -> SealedKey:
        return SealedKey(self.sealed_key, self.sealed_under)


class LetterQuerySet(PartiesQuerySet):
    to_thread = "thread__"

    def unread_by(self, user: Any) -> Self:
        return self.filter(read_at=None).exclude(author=user.pk)

    def envelopes(self) -> Self:
        """Who and when, as staff may see; the words are left in the database."""
        return self.select_related("author").defer("sealed").order_by("-sent_at", "-id")


class PrivilegedLetter(models.Model):
    """What one of the two wrote to the other. The page makes its id, so that sending twice sends once. No code reads it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    thread = models.ForeignKey(PrivilegedThread, models.PROTECT, related_name="letters")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed = models.TextField()
    sent_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text=_("By the other one. Not shown to who wrote it."))

    objects = LetterQuerySet.as_manager()
    scope = Scope(
        Permission.LEGAL_ENVELOPE,
        person="thread__person",
        parties=("thread__adviser", "thread__person__user"),
        party_view=Permission.LEGAL_OWN,
    )
    history = Kept(hidden=("sealed",), ignored=("read_at",))

    class Meta:
        indexes = [
            models.Index(fields=["thread", "-sent_at", "-id"], name="letters_of_thread"),
            models.Index(fields=["thread", "author"], condition=Q(read_at=None), name="letters_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.sent_at:%d %b %Y %H:%M}"

    @property
    def person_id(self) -> UUID:
        """Whom it is about, for the audit log."""
        return self.thread.person_id
