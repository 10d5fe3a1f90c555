"""Protected cases: staff and people who know each other, what staff told us of that, and the glass that an emergency breaks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class ConnectionQuerySet(ScopedQuerySet):
    def shut(self) -> "ConnectionQuerySet":
        """Those that close the record to the member of staff, now. What staff declare closes it at once."""
        return self.filter(
            Q(status=Connection.Status.SHUT) | Q(status=Connection.Status.OPEN, source=Connection.Source.DECLARED)
        )


class Connection(models.Model):
    """A member of staff and a person who know each other, or may: while it is shut, the one cannot see the other."""

    class Source(models.TextChoices):
        DECLARED = "declared", _("The member of staff told us")
        RULE = "rule", _("Same family name and same postcode")
        MANAGER = "manager", _("A manager")

    class Relation(models.TextChoices):
        FAMILY = "family", _("Family")
        PARTNER = "partner", _("Partner, now or before")
        FRIEND = "friend", _("Friend")
        NEIGHBOUR = "neighbour", _("Neighbour")
        WORK = "work", _("Work or school")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        OPEN = "open", _("To be decided")
        SHUT = "shut", _("Cannot see this record")
        CLEARED = "cleared", _("May see this record")

    MOVES = {
        Status.OPEN: {Status.SHUT, Status.CLEARED},
        Status.SHUT: {Status.CLEARED},
        Status.CLEARED: {Status.SHUT},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="connections")
    source = models.CharField(max_length=10, choices=Source.choices)
    relation = models.CharField(max_length=10, choices=Relation.choices, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    made_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConnectionQuerySet.as_manager()
    scope = Scope(Permission.CASE_PROTECT)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "person"], name="one_connection_of_two")]
        indexes = [models.Index(fields=["user"], condition=~Q(status="cleared"), name="connections_that_count")]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.get_status_display()}"


class Declaration(models.Model):
    """Somebody whom a member of staff knows, who is or may come to be a person here. Nobody else reads it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="declarations")
    number = models.CharField(max_length=7, blank=True)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    born_on = models.DateField(null=True, blank=True)
    relation = models.CharField(max_length=10, choices=Connection.Relation.choices)
    declared_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.CONNECTION_DECLARE, person=None, parties=("user",))

    class Meta:
        ordering = ["-declared_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") | (~Q(given_name="") & ~Q(family_name="") & Q(born_on__isnull=False)),
                name="declaration_names_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.declared_at:%Y-%m-%d}"


class StaffHome(models.Model):
    """The family names and the postcode of a member of staff: compared with people's, and shown to nobody else."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="home_address")
    family_names = models.CharField(max_length=160)
    postcode = models.CharField(max_length=8, db_index=True)
    kept_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.CONNECTION_DECLARE, person=None, parties=("user",))
    history = Kept(hidden=("family_names", "postcode"))

    def __str__(self) -> str:
        return f"address kept {self.kept_at:%Y-%m-%d}"


class BrokenGlassQuerySet(ScopedQuerySet):
    def live(self) -> "BrokenGlassQuerySet":
        now = clock.now()
        return self.filter(ends_at__gt=now, opened_at__lte=now)


class BrokenGlass(models.Model):
    """A record that was opened in an emergency: by whom, why and until when. A manager looks at each."""

    class Reason(models.TextChoices):
        LIFE = "life", _("A life may be at risk now")
        INCIDENT = "incident", _("An incident is going on")
        HEALTH = "health", _("A health emergency")
        COVER = "cover", _("Nobody who may see it is here, and it cannot wait")
        COURT = "court", _("A court, the police or a solicitor needs an answer now")

    class Outcome(models.TextChoices):
        RIGHT = "right", _("It was right to open it")
        WRONG = "wrong", _("It was not right to open it")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="broken_glass")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.CharField(max_length=300)
    opened_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BrokenGlassQuerySet.as_manager()
    scope = Scope(
        Permission.GLASS_REVIEW,
        person=None,
        place="establishment",
        unit="delivery_unit",
        parties=("user",),
        party_view=Permission.GLASS_BREAK,
    )

    class Meta:
        ordering = ["-opened_at", "-id"]
        verbose_name_plural = _("broken glass")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("opened_at")), name="glass_has_an_end"),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("user")), name="glass_seen_by_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["user", "ends_at"], name="glass_of_user")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.opened_at:%Y-%m-%d %H:%M}"

    @property
    def is_live(self) -> bool:
        return self.ends_at > clock.now()
