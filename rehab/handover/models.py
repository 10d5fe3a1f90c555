"""Handover: the prison passes responsibility for a person on to probation, in one checklist of three people."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

#: So long before the day, a handover that is not accepted is told to managers; after the day, again at each such step.
CLIMBS_BEFORE, CLIMBS_AGAIN = timedelta(days=14), timedelta(days=7)


class HandoverQuerySet(ScopedQuerySet):
    def live(self) -> "HandoverQuerySet":
        """Those that somebody still has to finish."""
        return self.exclude(status__in=[Handover.Status.ACCEPTED, Handover.Status.ENDED])

    def for_list(self) -> "HandoverQuerySet":
        """Everything that the list shows, in one query."""
        left = models.Count("lines", filter=Q(lines__status="open"))
        return (
            self.select_related("person__establishment", "person__delivery_unit", "opened_by")
            .annotate(left=left)
            .order_by("due_on", "pk")
        )


class Handover(models.Model):
    """The passing on of one person from POM to COM: what is checked, promised and asked before the COM accepts."""

    class Status(models.TextChoices):
        OPEN = "open", _("Being made ready")
        SENT = "sent", _("With the community")
        RETURNED = "returned", _("Sent back")
        ACCEPTED = "accepted", _("Accepted")
        ENDED = "ended", _("Ended")

    MOVES = {
        Status.OPEN: {Status.SENT, Status.ENDED},
        Status.SENT: {Status.ACCEPTED, Status.RETURNED, Status.ENDED},
        Status.RETURNED: {Status.SENT, Status.ENDED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="handovers")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    due_on = models.DateField(help_text=_("The day when the community is responsible."))
    meet_on = models.DateField(null=True, blank=True, help_text=_("The day when all three meet."))
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True, help_text=_("Why it was sent back or ended."))
    climbed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When managers were last told that it is late.")
    )

    objects = HandoverQuerySet.as_manager()
    scope = Scope(
        Permission.HANDOVER_VIEW, made_in="made_in", parties=("person__user",), party_view=Permission.HANDOVER_OWN
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=["open", "sent", "returned"]),
                name="one_live_handover_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("handover:handover", args=[self.pk])

    @property
    def dates(self) -> dict[str, object]:
        """When the community is responsible, and when all three meet."""
        return {"due_on": self.due_on, "meet_on": self.meet_on}

    @property
    def is_live(self) -> bool:
        return self.status not in {self.Status.ACCEPTED, self.Status.ENDED}

    @property
    def is_late(self) -> bool:
        return self.is_live and self.due_on < clock.today()

    @property
    def climbs(self) -> bool:
        """Whether managers should hear of it now."""
        soon = self.is_live and clock.today() >= self.due_on - CLIMBS_BEFORE
        return soon and (self.climbed_at is None or clock.now() - self.climbed_at >= CLIMBS_AGAIN)


class HandoverLine(models.Model):
    """One line of the checklist: something to check, a promise with its day, or a question with its answer."""

    class Kind(models.TextChoices):
        CHECK = "check", _("Check")
        PROMISE = "promise", _("Promise")
        QUESTION = "question", _("Question")

    class Status(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        NOT_NEEDED = "not_needed", _("Not needed")

    class Turn(models.TextChoices):
        POM = "pom", _("Prison offender manager")
        COM = "com", _("Community offender manager")
        PERSON = "person", _("The person")

    class Topic(models.TextChoices):
        MEETING = "meeting", _("All three met, in a room or by video")
        PLAN = "plan", _("The plan is up to date and read by the community")
        RISK = "risk", _("What keeps people safe is passed on, each to those who may know")
        LICENCE = "licence", _("The licence was talked through with the person")
        HOME = "home", _("Where the person sleeps on the first night")
        FIRST_DAY = "first_day", _("First appointment: day, time, place")
        HEALTH = "health", _("Health and medicine for the first days")
        MONEY = "money", _("Money, ID and bank for the first days")
        PEOPLE = "people", _("Who stands by the person: family, mentor, services")

    MOVES = {
        Status.OPEN: {Status.DONE, Status.NOT_NEEDED},
        Status.DONE: {Status.OPEN},
        Status.NOT_NEEDED: {Status.OPEN},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    handover = models.ForeignKey(Handover, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    topic = models.CharField(max_length=10, choices=Topic.choices, blank=True)
    words = models.CharField(max_length=200, blank=True)
    turn = models.CharField(max_length=10, choices=Turn.choices, help_text=_("Who does it, or who answers."))
    due_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        Permission.HANDOVER_VIEW,
        person="handover__person",
        parties=("handover__person__user",),
        party_view=Permission.HANDOVER_OWN,
        made_in="handover__made_in",
    )

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "topic"], condition=~Q(topic=""), name="one_check_of_a_topic_per_handover"
            )
        ]

    def __str__(self) -> str:
        return self.get_topic_display() if self.topic else self.get_kind_display()

    @property
    def is_late(self) -> bool:
        return self.status == self.Status.OPEN and self.due_on is not None and self.due_on < clock.today()
