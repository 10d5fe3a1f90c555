"""What outside courses tell us: who may tell, what they said, and the documents that they keep here."""

import hashlib
from datetime import datetime
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept, NotKept
from justice_portal.keys import uuid7

TOLD_ONCE = NotKept("Facts of an outside course: added once, never changed, and kept as they came.")


class ProviderQuerySet(ScopedQuerySet):
    def live(self) -> "ProviderQuerySet":
        return self.filter(ended_at=None)


class Provider(models.Model):
    """An outside course, or the player of one, that may use the record store, by a key and a secret of its own.

    It sees what it told us itself and nothing else. How much it may tell is counted here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(_("name"), max_length=60, unique=True)
    key = models.CharField(max_length=40, unique=True)
    secret_hash = models.CharField(max_length=64)
    opened_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    most_a_day = models.PositiveIntegerField(default=100_000, help_text=_("Statements in one day."))
    most_bytes = models.PositiveBigIntegerField(default=2 * 1024**3, help_text=_("Kept in all."))
    counted_on = models.DateField(null=True, blank=True)
    counted = models.PositiveIntegerField(default=0, help_text=_("Statements on the day that is counted."))
    bytes_kept = models.PositiveBigIntegerField(default=0)
    last_stored_at = models.DateTimeField(null=True, blank=True)

    objects = ProviderQuerySet.as_manager()
    scope = Reference(Permission.COURSE_EDIT)
    history = Kept(hidden=("secret_hash",), ignored=("counted_on", "counted", "bytes_kept", "last_stored_at"))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def agent(self) -> dict[str, object]:
        """Who vouches for its statements (Data 2.4.9)."""
        return {"objectType": "Agent", "account": {"homePage": settings.SITE_URL, "name": f"provider:{self.key}"}}


def secret_hash(secret: str) -> str:
    """What is kept of a secret. It is long and random, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


class KnownAs(models.Model):
    """The name by which one provider knows a person: random, and another one for each provider."""

    id = models.UUIDField(primary_key=True)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="names")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="names_outside")
    given_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)
    one_for_each = "provider"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "person"], name="one_name_for_each_provider")]

    def __str__(self) -> str:
        return str(self.pk)


class StatementKey(models.Model):
    """The id of every statement, once, with a hash that tells the same one sent twice from another.

    It stands apart because the statements themselves are kept month by month, and a table in parts cannot see to it
    that an id is there only once.
    """

    id = models.UUIDField(primary_key=True)
    claim_hash = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="keys", db_index=False)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, null=True, related_name="statement_keys")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)
    history = TOLD_ONCE

    def __str__(self) -> str:
        return str(self.pk)


class Statement(models.Model):
    """What an outside course said that somebody did. Append only; its table is kept in parts, one for each month.

    The terms are numbers of what it is about (see meaning.py): `terms` for agent, verb and activity of the statements
    that it refers to, and for the members of groups; `related` for everybody and everything that is mentioned.
    """

    id = models.UUIDField(primary_key=True)
    stored_at = models.DateTimeField()
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="statements", db_index=False)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, null=True, related_name="statements")
    said = models.JSONField()
    actor_term = models.BigIntegerField(null=True)
    verb_term = models.BigIntegerField()
    activity_term = models.BigIntegerField(null=True)
    registration = models.UUIDField(null=True)
    terms = ArrayField(models.BigIntegerField(), default=list)
    related = ArrayField(models.BigIntegerField(), default=list)
    refers_to = models.UUIDField(null=True, help_text=_("The statement that is its object."))
    is_voiding = models.BooleanField(default=False)
    is_voided = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)
    history = TOLD_ONCE

    class Meta:
        ordering = ["-stored_at"]
        indexes = [
            models.Index(fields=["provider", "stored_at"], name="statements_newest"),
            models.Index(fields=["provider", "actor_term", "stored_at"], name="statements_of_actor"),
            models.Index(fields=["provider", "verb_term", "stored_at"], name="statements_of_verb"),
            models.Index(fields=["provider", "activity_term", "stored_at"], name="statements_of_activity"),
            models.Index(
                fields=["provider", "registration", "stored_at"],
                condition=Q(registration__isnull=False),
                name="statements_of_registration",
            ),
            models.Index(fields=["refers_to"], condition=Q(refers_to__isnull=False), name="statements_that_refer"),
            GinIndex(fields=["terms"], name="statements_by_terms"),
            GinIndex(fields=["related"], name="statements_related"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="statements_stay", exclude=["is_voided", "terms", "related", "person"]),
            pgtrigger.Protect(name="statements_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StatementFile(models.Model):
    """The bytes of an attachment that came along with a statement."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    statement = models.ForeignKey(StatementKey, models.CASCADE, related_name="files")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, null=True, related_name="statement_files")
    sha2 = models.CharField(max_length=128)
    content_type = models.CharField(max_length=200)
    content = models.BinaryField()

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)
    history = TOLD_ONCE

    def __str__(self) -> str:
        return self.sha2


class KnownActivity(models.Model):
    """What a provider told us of an activity: its definition, grown with each statement that had one."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="activities", db_index=False)
    iri = models.TextField()
    iri_hash = models.CharField(max_length=64)
    definition = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.COURSE_EDIT)
    history = NotKept("Told by an outside course, again and again.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "iri_hash"], name="one_definition_each")]

    def __str__(self) -> str:
        return self.iri


class Document(models.Model):
    """A document that a provider keeps with us: a state, or a profile of an agent or an activity.

    place: which of them belong together (the kind, the activity, the agent), as a hash; name_hash: which it is there.
    """

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        AGENT_PROFILE = "agent_profile", _("Agent profile")
        ACTIVITY_PROFILE = "activity_profile", _("Activity profile")

    id = models.UUIDField(primary_key=True, default=uuid7)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="documents", db_index=False)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, null=True, related_name="outside_documents")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    place = models.CharField(max_length=64)
    registration = models.UUIDField(null=True)
    name = models.TextField(help_text=_("stateId or profileId"))
    name_hash = models.CharField(max_length=64)
    content_type = models.CharField(max_length=200)
    content = models.BinaryField()
    updated_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)
    history = NotKept("A place to leave off and go on, written with every page of an outside course.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "place", "registration", "name_hash"],
                nulls_distinct=False,
                name="one_document_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def etag(self) -> str:
        # The standard asks for a SHA-1 in words (1.0.3, 3.1): it tells revisions apart, and keeps no secret.
        return f'"{hashlib.sha1(bytes(self.content), usedforsecurity=False).hexdigest()}"'


def digest(*parts: object) -> str:
    """A hash of some texts, as a key of any length."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def opened(month: datetime) -> str:
    """The name of the part that holds a month."""
    return f"learning_statement_{month:%Y_%m}"


StatementId = UUID
