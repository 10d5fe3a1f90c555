"""Support needs: what help a person has been found to need, who sees to it, and how far it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.states import any_to_any
from rehab.care.pathways import Pathway
from rehab.needs.words import PLAIN


class Need(models.Model):
    """One kind of need, from the list that the estate keeps. Never removed: one that is gone from the list is hidden."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    pathway = models.CharField(max_length=20, choices=Pathway.choices)
    section = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    takes_detail = models.BooleanField(default=False)
    is_none = models.BooleanField(default=False, help_text=_("Says that there is no need in this section."))
    is_counted = models.BooleanField(default=True)
    is_hidden = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    objects = ScopedQuerySet.as_manager()
    scope = Reference()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["pathway", "section", "title"], name="need_once_in_the_list")]

    def __str__(self) -> str:
        return self.title

    @property
    def plain(self) -> str:
        """The need as the person reads it."""
        return gettext(PLAIN[self.title]) if self.title in PLAIN else self.title


class SupportNeedQuerySet(ScopedQuerySet):
    def open(self) -> "SupportNeedQuerySet":
        return self.filter(status__in=SupportNeed.OPEN)

    def for_list(self) -> "SupportNeedQuerySet":
        return self.select_related("need", "added_by", "changed_by").order_by("need__position", "added_at")


class SupportNeed(models.Model):
    """A need of one person: its status and who is responsible for it, prison or probation or both."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        MET = "met", _("Met")
        DECLINED = "declined", _("Declined")

    MOVES = any_to_any(Status)
    OPEN = (Status.NOT_STARTED, Status.IN_PROGRESS)

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="support_needs")
    need = models.ForeignKey(Need, models.PROTECT, related_name="+")
    detail = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    by_prison = models.BooleanField(default=False)
    by_probation = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = SupportNeedQuerySet.as_manager()
    scope = Scope(Permission.ASSESSMENT_VIEW, made_in="made_in")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(by_prison=True) | Q(by_probation=True), name="a_need_has_an_owner"),
            models.UniqueConstraint(
                fields=["person", "need", "detail"],
                condition=Q(status__in=["not_started", "in_progress"]),
                name="one_open_need_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.need)

    def get_absolute_url(self) -> str:
        return reverse("needs:need", args=[self.pk])

    @property
    def plain(self) -> str:
        return self.detail or self.need.plain

    @property
    def owner(self) -> str:
        if self.by_prison and self.by_probation:
            return gettext("Prison and probation")
        return gettext("Prison") if self.by_prison else gettext("Probation")


class NeedUpdate(models.Model):
    """What happened with a need: written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    support_need = models.ForeignKey(SupportNeed, models.CASCADE, related_name="updates")
    words = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=12, choices=SupportNeed.Status.choices)
    by_prison = models.BooleanField()
    by_probation = models.BooleanField()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.ASSESSMENT_VIEW, person="support_need__person", made_in="support_need__made_in")

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def person_id(self) -> object:
        return self.support_need.person_id
