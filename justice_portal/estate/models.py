"""The estate: establishments with their wings and cells, and probation's regions and delivery units."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal.access import REFERENCE, ScopedQuerySet
from justice_portal.keys import uuid7


class EstablishmentQuerySet(ScopedQuerySet):
    def open(self) -> "EstablishmentQuerySet":
        return self.filter(is_open=True)

    def locked(self, establishment: "Establishment") -> "Establishment":
        """The row as it is now, held until the transaction ends: what two send at once is done one after the other."""
        return self.select_for_update(no_key=True).get(pk=establishment.pk)


class Establishment(models.Model):
    """One prison. Closed ones are kept: history names them."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=120)
    name_welsh = models.CharField(max_length=120, blank=True)
    is_open = models.BooleanField(default=True)
    holds_men = models.BooleanField(default=False)
    holds_women = models.BooleanField(default=False)
    is_contracted = models.BooleanField(default=False)
    is_long_term = models.BooleanField(default=False, help_text=_("Long-term and high-security estate."))
    gp_practice_code = models.CharField(max_length=10, blank=True)
    types = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    categories = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    operators = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    in_register = models.BooleanField(
        default=False, help_text=_("Named by the national prison register, which opens and closes it.")
    )
    monthly_reports = models.BooleanField(
        default=False, help_text=_("Make a progress report for each person here on the first of each month.")
    )

    objects = EstablishmentQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return (get_language() == "cy" and self.name_welsh) or self.name


class Address(models.Model):
    """A postal address of an establishment; some have two."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey(Establishment, models.CASCADE, related_name="addresses")
    register_id = models.PositiveIntegerField(unique=True, help_text=_("The address's number in the prison register."))
    line_1 = models.CharField(max_length=120, blank=True)
    line_2 = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    county = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=40, blank=True)
    line_1_welsh = models.CharField(max_length=120, blank=True)
    line_2_welsh = models.CharField(max_length=120, blank=True)
    town_welsh = models.CharField(max_length=80, blank=True)
    county_welsh = models.CharField(max_length=80, blank=True)
    country_welsh = models.CharField(max_length=40, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.line_1, self.town, self.postcode) if part)


class Wing(models.Model):
    """A wing (house block) of an establishment."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="wings")
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=80)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["establishment", "code"]
        constraints = [models.UniqueConstraint(fields=["establishment", "code"], name="wing_code_once_in_a_prison")]

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """A cell: MDI-1-2-003 is establishment MDI, wing 1, landing 2, cell 003."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    wing = models.ForeignKey(Wing, models.PROTECT, related_name="cells")
    code = models.CharField(max_length=30, unique=True)
    places = models.PositiveSmallIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Region(models.Model):
    """A probation region; there are 12."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=80, unique=True)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeliveryUnitQuerySet(ScopedQuerySet):
    def open(self) -> "DeliveryUnitQuerySet":
        return self.filter(is_open=True)


class DeliveryUnit(models.Model):
    """A probation delivery unit (PDU); there are 110."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    region = models.ForeignKey(Region, models.PROTECT, related_name="delivery_units")
    name = models.CharField(max_length=120)
    is_open = models.BooleanField(default=True)
    in_list = models.BooleanField(
        default=False, help_text=_("Named by the national list of units, which opens and closes it.")
    )

    objects = DeliveryUnitQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="delivery_unit_once_in_a_region")]

    def __str__(self) -> str:
        return self.name
