"""Dated events in a life: where someone came, went, and as what. people/models.py re-exports it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.people.standing import Status


class MovementQuerySet(ScopedQuerySet):
    def counting(self) -> "MovementQuerySet":
        """Those that say where the person was: not withdrawn, and fitting what came before them."""
        return self.filter(counts=True)

    def waiting(self) -> "MovementQuerySet":
        """Those that a feed sent before what they follow, or that contradict what we know."""
        return self.filter(counts=False, withdrawn_at=None)

    def with_places(self) -> "MovementQuerySet":
        """Everything that a line of history says, in one query."""
        return self.select_related(
            "from_establishment", "to_establishment", "to_cell", "to_delivery_unit", "recorded_by"
        )


class Movement(models.Model):
    """Something that changed where a person is, or as what: a dated event, sent by staff or a feed.

    Where the person is now is a fold of those that count, in the order in which they happened: see story.py.
    """

    class Kind(models.TextChoices):
        RECEPTION = "reception", _("Came into prison")
        TRANSFER_OUT = "transfer_out", _("Left for another prison")
        TRANSFER_IN = "transfer_in", _("Arrived from another prison")
        CELL = "cell", _("Moved cell")
        SENTENCED = "sentenced", _("Sentenced")
        ROTL_OUT = "rotl_out", _("Went out for a short time (ROTL)")
        ROTL_IN = "rotl_in", _("Came back from a short time out (ROTL)")
        RELEASE = "release", _("Released")
        SUPERVISION = "supervision", _("Supervision changed")
        UNIT = "unit", _("Moved to another delivery unit")
        ORDER = "order", _("Community order began")
        RECALL = "recall", _("Recalled")
        RESTRICTED = "restricted", _("Case restricted to named staff")
        UNRESTRICTED = "unrestricted", _("Case no longer restricted")
        DEATH = "death", _("Died")
        ENDED = "ended", _("Supervision ended")

    class WhyNot(models.TextChoices):
        NOT_IN_PRISON = "not_in_prison", _("The person is not in prison at that time.")
        IN_PRISON = "in_prison", _("The person is in a prison already at that time.")
        OTHER_PRISON = "other_prison", _("The person is in another prison at that time.")
        ON_THE_WAY = "on_the_way", _("The person is on the way between prisons at that time.")
        NOT_ON_THE_WAY = "not_on_the_way", _("The person has not left another prison at that time.")
        OUT_FOR_A_TIME = "out_for_a_time", _("The person is out for a short time (ROTL) then.")
        NOT_OUTSIDE = "not_outside", _("The person is not in the community at that time.")
        NO_RECALL = "no_recall", _("Only someone on licence or supervision in the community can be recalled.")
        RECALLED = "recalled", _("The person is recalled at that time.")
        STATUS = "status", _("This status cannot follow the one before.")
        ENDED = "ended", _("This record had ended by then.")
        DIED = "died", _("The person had died by then.")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=20, choices=Status.choices, blank=True, help_text=_("As what, from then on."))
    happened_at = models.DateTimeField()
    from_establishment = models.ForeignKey(
        "justice_portal.Establishment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The prison that they left: worked out from the movements before this one."),
    )
    told_from = models.ForeignKey(
        "justice_portal.Establishment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The prison that they left, as the source says. It must be where they were."),
    )
    to_establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_cell = models.ForeignKey("justice_portal.Cell", models.PROTECT, null=True, blank=True, related_name="+")
    to_delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=40, default="staff")
    reference = models.CharField(max_length=64, blank=True, help_text=_("What the feed calls it."))
    counts = models.BooleanField(default=True, help_text=_("Whether it fits what came before it."))
    why_not = models.CharField(max_length=20, choices=WhyNot.choices, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MovementQuerySet.as_manager()
    scope = Scope(Permission.PERSON_VIEW, parties=("person__user",), party_view=Permission.RIGHTS_OWN)

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "reference"], condition=~Q(reference=""), name="one_movement_per_reference"
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(withdrawn_at=None), name="what_is_withdrawn_does_not_count"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-happened_at"], name="movements_of_person"),
            models.Index(fields=["from_establishment", "happened_at"], name="movements_from"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_at:%d %b %Y}"
