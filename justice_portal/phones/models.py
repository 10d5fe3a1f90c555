"""Own phones: how people on probation come in. Never for people in prison, whatever they hold in their hand."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7
from justice_portal.people.alert_rules.figures import Effect, among
from justice_portal.people.models import Movement, Person

#: From release or, for who is out already, from when the code was made.
LASTS = timedelta(days=7)
#: A code in a leaving pack that nobody used by then is forgotten, whatever became of the release.
MADE_AHEAD = timedelta(days=60)


class OwnPhoneQuerySet(ScopedQuerySet):
    def live(self) -> "OwnPhoneQuerySet":
        """Those that let somebody in now: the person is in the community, the account open, and no alert bars sign-in."""
        barred = among(Effect.NO_SIGN_IN, person=OuterRef("person"))
        out = self.filter(ended_at=None, person__place=Person.Place.COMMUNITY, person__user__is_active=True)
        return out.exclude(Exists(barred))


class OwnPhone(models.Model):
    """Where a person gets the codes to sign in with: an email address or a mobile number that they proved is theirs."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="own_phones")
    email = models.EmailField(blank=True)
    number = models.CharField(max_length=20, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OwnPhoneQuerySet.as_manager()
    scope = Scope(Permission.PHONE_GIVE, person="person")

    class Meta:
        ordering = ["-joined_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(email="", number=""), name="phone_has_an_address"),
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_own_phone_of_a_person"),
            models.UniqueConstraint(
                Lower("email"), condition=Q(ended_at=None) & ~Q(email=""), name="one_person_of_an_email"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=Q(ended_at=None) & ~Q(number=""), name="one_person_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"own phone since {self.joined_at:%Y-%m-%d}"

    @property
    def address(self) -> str:
        """Where codes are sent."""
        return self.email or self.number


class JoinCode(models.Model):
    """Six letters and figures, handed over on paper, with which a person joins on their own phone. Once."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.CASCADE, related_name="join_codes")
    code_hash = models.CharField(max_length=64, db_index=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=clock.now)
    was_sent = models.BooleanField(default=False, help_text=_("By email or text, not on paper."))
    used_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PHONE_GIVE, person="person")
    history = Kept(hidden=("code_hash",))

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(used_at=None, cancelled_at=None), name="one_open_join_code_of_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"made {self.issued_at:%Y-%m-%d}"

    @property
    def ends_at(self) -> datetime | None:
        """When it stops working; None while the person is still in prison."""
        if self.person.place != Person.Place.COMMUNITY:
            return None
        released = (
            Movement.objects.counting().filter(person=self.person, kind=Movement.Kind.RELEASE).order_by("-happened_at")
        )
        last = released.values_list("happened_at", flat=True).first()
        return max(self.issued_at, last or self.issued_at) + LASTS

    @property
    def works(self) -> bool:
        if self.used_at or self.cancelled_at or clock.now() > self.issued_at + MADE_AHEAD + LASTS:
            return False
        return self.ends_at is not None and clock.now() < self.ends_at
