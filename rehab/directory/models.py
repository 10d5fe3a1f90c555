"""Local services: who helps with what outside, where, and when somebody last made sure that it is still true."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.people.names import words_key
from rehab.care.pathways import Pathway

#: Opening hours and phone numbers of small services change: twice a year somebody makes sure.
REVIEW_EVERY = timedelta(days=182)


class ServiceQuerySet(ScopedQuerySet):
    def listed(self) -> Self:
        """What the person reads: on the list, and still there."""
        return self.filter(is_listed=True, place__is_open=True)

    def due(self) -> Self:
        """On the list, and nobody made sure of it in time."""
        return self.listed().filter(review_on__lte=clock.today())

    def for_list(self) -> Self:
        """With place and hours, in two queries whatever the length."""
        return self.select_related("place", "checked_by").prefetch_related("place__opening_times")


class Service(models.Model):
    """Somebody outside who helps: what with, for which area. Its name, address and hours are those of its place."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = models.OneToOneField("rehab.MeetingPlace", models.PROTECT, related_name="service")
    source_key = models.CharField(
        _("key in the list that it came from"), max_length=40, blank=True, help_text=_("Empty when it came from none.")
    )
    what = models.CharField(
        _("what it helps with"), max_length=300, help_text=_("In plain words, as you would say it to someone.")
    )
    what_welsh = models.CharField(_("what it helps with, in Welsh"), max_length=300, blank=True)
    needs = ArrayField(models.CharField(max_length=20, choices=Pathway.choices), verbose_name=_("needs"))
    area = models.CharField(_("area"), max_length=120, help_text=_("Towns or counties that it helps in."))
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    access = models.CharField(
        _("getting in"), max_length=300, blank=True, help_text=_("Steps, lift, hearing loop, a quiet room.")
    )
    access_welsh = models.CharField(_("getting in, in Welsh"), max_length=300, blank=True)
    is_listed = models.BooleanField(_("on the list that people read"), default=True)
    added_at = models.DateTimeField(default=clock.now)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="services_checked"
    )
    review_on = models.DateField(default=clock.today)
    search_key = models.GeneratedField(
        expression=words_key("what", "what_welsh", "area", "languages"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ServiceQuerySet.as_manager()
    scope = Reference(Permission.SERVICE_VIEW)

    class Meta:
        ordering = ["place__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_key"], condition=~Q(source_key=""), name="service_once_for_its_source_key"
            ),
            models.CheckConstraint(condition=Q(needs__len__gt=0), name="service_helps_with_something"),
        ]
        indexes = [
            GinIndex(fields=["needs"], name="services_by_need"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="services_by_part_of_words"),
            models.Index(fields=["review_on"], name="services_by_review"),
        ]

    def __str__(self) -> str:
        return str(self.place)

    def get_absolute_url(self) -> str:
        return reverse("directory:service", args=[self.pk])

    @property
    def what_said(self) -> str:
        return (get_language() == "cy" and self.what_welsh) or self.what

    @property
    def is_english_only(self) -> bool:
        """Read in Welsh, without a Welsh text: read aloud with an English voice."""
        return get_language() == "cy" and not self.what_welsh

    @property
    def is_english_only_access(self) -> bool:
        return get_language() == "cy" and not self.access_welsh

    @property
    def dialled(self) -> str:
        """The number as a phone takes it."""
        return self.place.phone.replace(" ", "")

    @property
    def access_said(self) -> str:
        return (get_language() == "cy" and self.access_welsh) or self.access

    @property
    def needs_said(self) -> list[str]:
        return [str(pathway.label) for pathway in Pathway if pathway in self.needs]

    @property
    def is_due(self) -> bool:
        return self.review_on <= clock.today()

    @staticmethod
    def next_review(checked_on: date) -> date:
        return checked_on + REVIEW_EVERY
