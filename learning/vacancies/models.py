"""Jobs that employers offer, as a file told us, and those that somebody keeps on their list."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.people.names import words_key

#: A job that closed goes after so long.
GOES_AFTER = timedelta(days=90)


class Kind(models.TextChoices):
    """Kinds of work, as somebody looks for them."""

    BUILDING = "building", _("Building work")
    CLEANING = "cleaning", _("Cleaning")
    DRIVING = "driving", _("Driving work")
    FACTORY = "factory", _("Factory")
    KITCHEN = "kitchen", _("Kitchens and food")
    OUTDOORS = "outdoors", _("Farms and gardens")
    SHOP = "shop", _("Shop work")
    WAREHOUSE = "warehouse", _("Stores and packing")
    OTHER = "other", _("Other work")


class VacancyQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """The last day to ask for it is today or later, and nobody closed it before."""
        return self.filter(closes_on__gte=clock.today(), closed_at=None)

    def closed(self) -> Self:
        return self.filter(Q(closes_on__lt=clock.today()) | Q(closed_at__isnull=False))

    def long_closed(self) -> Self:
        """Closed so long ago that it goes, if nobody keeps it on their list."""
        before = clock.today() - GOES_AFTER
        gone = Q(closes_on__lt=before) | Q(closed_at__date__lt=before)
        return self.filter(gone, kept_by=None)


class Vacancy(models.Model):
    """One job on offer. says_yes: the file says that this employer said yes to people with a conviction before."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    source_key = models.CharField(max_length=40, unique=True, help_text=_("Its key in the list that it came from."))
    title = models.CharField(max_length=100)
    employer = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    area = models.CharField(max_length=80)
    what = models.CharField(max_length=500)
    hours = models.CharField(max_length=80, blank=True)
    pay = models.CharField(max_length=80, blank=True)
    apply = models.CharField(max_length=200, help_text=_("How to ask for it: shown as text, never as a link."))
    closes_on = models.DateField()
    says_yes = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True, help_text=_("Closed by staff before its last day."))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    search_key = models.GeneratedField(
        expression=words_key("title", "employer", "area", "what"), output_field=models.TextField(), db_persist=True
    )
    area_key = models.GeneratedField(
        expression=words_key("area", Value("")), output_field=models.TextField(), db_persist=True
    )

    objects = VacancyQuerySet.as_manager()
    scope = Reference(Permission.LEARNING_VIEW)

    class Meta:
        verbose_name_plural = "vacancies"
        ordering = ["closes_on", "title", "id"]
        indexes = [
            models.Index(fields=["closes_on"], name="vacancies_by_last_day"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="vacancies_by_part_of_words"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("vacancies:vacancy", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closes_on >= clock.today() and self.closed_at is None


class KeptVacancy(models.Model):
    """A job that somebody keeps on their list."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="kept_vacancies")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="kept_by")
    kept_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)

    class Meta:
        verbose_name_plural = "kept vacancies"
        ordering = ["-kept_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "vacancy"], name="vacancy_kept_once")]

    def __str__(self) -> str:
        return str(self.pk)
