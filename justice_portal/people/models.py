"""People: who they are, where they are, whose caseload they are in, and what staff must know first."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.people.alert_models import Alert, AlertCode
from justice_portal.people.allocations.models import Allocation, Cover
from justice_portal.people.movements.models import Movement
from justice_portal.people.names import name_key, sound_keys
from justice_portal.people.standing import Place, Status
from justice_portal.states import any_to_any

__all__ = ["Alert", "AlertCode", "Allocation", "Cover", "Movement", "NamedAccess", "Person"]

prison_number_format = RegexValidator(r"^[A-Z][0-9]{4}[A-Z]{2}\Z", _("Write the prison number like this: A1234BC."))
crn_format = RegexValidator(r"^[A-Z][0-9]{6}\Z", _("Write the CRN like this: X098092."))


class PersonQuerySet(ScopedQuerySet):
    def locked(self, person: "Person") -> "Person":
        """The row as it is now, held until the transaction ends: of two changes at once the second sees the first."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=person.pk)

    def here(self, establishment: object) -> "PersonQuerySet":
        return self.filter(establishment=establishment)

    def for_list(self) -> "PersonQuerySet":
        """Everything a list of people shows, in one query."""
        return self.select_related("establishment", "wing", "cell", "delivery_unit")


class Person(models.Model):
    """A person in prison or on probation: one record from first night to the end of supervision."""

    Place, Status = Place, Status

    class Reading(models.TextChoices):
        READS = "reads", _("Reads well")
        PLAIN = "plain", _("Short words please")
        LISTEN = "listen", _("Would rather listen")
        HELP = "help", _("Wants someone to help")

    #: Any place can follow any other once what was written wrongly is put right; movements/story.py says what leads where.
    MOVES = any_to_any(Place)

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person")
    prison_number = models.CharField(
        max_length=7, unique=True, null=True, blank=True, validators=[prison_number_format]
    )
    crn = models.CharField("CRN", max_length=7, unique=True, null=True, blank=True, validators=[crn_format])
    pnc_number = models.CharField("PNC number", max_length=20, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    preferred_name = models.CharField(max_length=80, blank=True)
    born_on = models.DateField()
    language = models.CharField(max_length=20, default="English", help_text=_("The language they speak best."))
    wants_welsh = models.BooleanField(default=False, help_text=_("Recorded preference: Welsh Language Measure 2011."))
    reading = models.CharField(max_length=10, choices=Reading.choices, default=Reading.PLAIN)
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.PRISON)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.UNSENTENCED)
    # Where they are now: a fold of the movements, kept beside them because every permission asks for it.
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="people"
    )
    wing = models.ForeignKey("justice_portal.Wing", models.PROTECT, null=True, blank=True, related_name="people")
    cell = models.ForeignKey("justice_portal.Cell", models.PROTECT, null=True, blank=True, related_name="people")
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="people"
    )
    bound_for = models.ForeignKey(
        "justice_portal.Establishment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="arrivals",
        help_text=_("The prison they are on their way to."),
    )
    release_on = models.DateField(
        null=True, blank=True, help_text=_("Conditional release date, as told by its source.")
    )
    release_source = models.CharField(max_length=60, blank=True)
    home_postcode = models.CharField(
        max_length=8, blank=True, help_text=_("Where they lived before: staff of the same name and postcode are asked.")
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        help_text=_("The record that has everything of this one, since both were of one person."),
    )
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text=_("It was begun by mistake, and stands no more.")
    )
    is_restricted = models.BooleanField(default=False, help_text=_("Only staff named for this case may see it."))
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    # Where they were when the first movement was recorded: what the fold of movements begins with.
    began_as = models.JSONField(null=True, blank=True)
    # Made by the database from the names, so that no way of writing them forgets it.
    name_key = models.GeneratedField(
        expression=name_key("given_name", "family_name", "preferred_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    sound_keys = models.GeneratedField(
        expression=sound_keys("given_name", "family_name", "preferred_name"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()
    scope = Scope(Permission.PERSON_VIEW, person="pk")

    class Meta:
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prison_number__isnull=False)
                | Q(crn__isnull=False)
                | Q(merged_into__isnull=False)
                | Q(withdrawn_at__isnull=False),
                name="person_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(place="prison", establishment__isnull=False)
                | (~Q(place="prison") & Q(establishment=None, wing=None, cell=None)),
                name="in_prison_means_in_one_prison",
            ),
            models.CheckConstraint(
                condition=Q(place="transfer") | Q(bound_for=None), name="bound_for_a_prison_only_in_transfer"
            ),
        ]
        indexes = [
            models.Index(fields=["establishment", "wing"], name="people_by_place"),
            models.Index(fields=["family_name", "given_name", "id"], name="people_by_name"),
            models.Index(fields=["born_on"], name="people_by_birth"),
            models.Index(fields=["release_on"], name="people_by_release"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="people_by_part_of_name"),
            GinIndex(fields=["sound_keys"], name="people_by_sound_of_name"),
        ]

    def __str__(self) -> str:
        return f"{self.called} {self.family_name}"

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    @property
    def called(self) -> str:
        """The name they want to be called by."""
        return self.preferred_name or self.given_name

    @property
    def number(self) -> str:
        """The number that staff know them by."""
        return self.prison_number or self.crn or ""


class NamedAccessQuerySet(ScopedQuerySet):
    def live(self) -> "NamedAccessQuerySet":
        now = clock.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class NamedAccess(models.Model):
    """A user who may see a restricted case, by name, with the reason and perhaps an end."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, models.PROTECT, related_name="named_access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty: a feed restricted the case."),
    )

    objects = NamedAccessQuerySet.as_manager()
    scope = Scope(Permission.PERSON_VIEW)

    def __str__(self) -> str:
        return f"{self.user_id} for {self.person_id}"
