"""What the person did with their licence: read it, and said back what it means."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from rehab.licence.models import Licence

#: Both sides see these: staff who see the licence, and the person.
OF_LICENCE = Scope(
    Permission.LICENCE_VIEW,
    person="licence__person",
    made_in="licence__made_in",
    parties=("licence__person__user",),
    party_view=Permission.LICENCE_OWN,
)


class LicenceRead(models.Model):
    """The person said: I have read this version."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    licence = models.OneToOneField(Licence, models.CASCADE, related_name="read")
    read_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = OF_LICENCE

    def __str__(self) -> str:
        return f"Read {self.licence_id}"

    @property
    def person_id(self) -> object:
        return self.licence.person_id


class TeachBack(models.Model):
    """Five questions about one's own licence: to see whether we said it well, not to mark anybody."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    licence = models.ForeignKey(Licence, models.CASCADE, related_name="teach_backs")
    questions = models.JSONField(help_text="Codes, in the order in which they are asked.")
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = OF_LICENCE

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["licence"], condition=Q(finished_at=None), name="one_open_teach_back_of_a_licence"
            )
        ]

    def __str__(self) -> str:
        return f"Questions about {self.licence_id}"

    def get_absolute_url(self) -> str:
        return reverse("licence:question", args=[self.pk])

    @property
    def person_id(self) -> object:
        return self.licence.person_id


class TeachBackAnswer(models.Model):
    """What the person chose for one question, and whether it was right."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    teach_back = models.ForeignKey(TeachBack, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    choice = models.CharField(max_length=1)
    is_right = models.BooleanField()
    answered_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        Permission.LICENCE_VIEW,
        person="teach_back__licence__person",
        made_in="teach_back__licence__made_in",
        parties=("teach_back__licence__person__user",),
        party_view=Permission.LICENCE_OWN,
    )

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [models.UniqueConstraint(fields=["teach_back", "question"], name="teach_back_answer_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.choice}"

    @property
    def person_id(self) -> object:
        return self.teach_back.licence.person_id
