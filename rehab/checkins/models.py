"""Check-ins: every so many weeks a person on probation says how they are, and their officer reads it."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

#: What stands in a template for the thing that the officer asks about.
THING = "{{thing}}"
#: How that gap is shown to who chooses a template.
GAP = "…"


class QuestionTemplate(models.Model):
    """A question that an officer may add to the check-ins of somebody, with a gap for what it is about."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    words = models.CharField(max_length=120, unique=True)
    words_welsh = models.CharField(max_length=120)
    examples = models.TextField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.CHECKIN_SET)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        said: str = (get_language() == "cy" and self.words_welsh) or self.words
        return said.replace(THING, GAP)


class CheckInPlan(models.Model):
    """How often a person checks in, and what they are asked beside. One at a time."""

    class Weeks(models.IntegerChoices):
        ONE = 1, _("Every week")
        TWO = 2, _("Every 2 weeks")
        FOUR = 4, _("Every 4 weeks")
        EIGHT = 8, _("Every 8 weeks")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="check_in_plans")
    weeks = models.PositiveSmallIntegerField(choices=Weeks.choices)
    next_on = models.DateField(help_text=_("When the next one is due."))
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.CHECKIN_VIEW)

    class Meta:
        ordering = ["-set_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="one_check_in_plan_of_a_person"
            ),
            models.CheckConstraint(condition=Q(weeks__in=[1, 2, 4, 8]), name="check_in_every_1_2_4_or_8_weeks"),
        ]

    def __str__(self) -> str:
        return self.get_weeks_display()

    def is_as(self, weeks: int, next_on: date, questions: list[tuple["QuestionTemplate", str]]) -> bool:
        """Whether it says just this already."""
        asked = list(self.questions.order_by("position").values_list("template", "thing"))
        wanted = [(template.pk, thing) for template, thing in questions]
        return (self.weeks, self.next_on, asked) == (weeks, next_on, wanted)


class PlannedQuestion(models.Model):
    """One of up to three questions of a plan: a template and what it is about."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(CheckInPlan, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    template = models.ForeignKey(QuestionTemplate, models.PROTECT, related_name="planned")
    thing = models.CharField(max_length=60)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.CHECKIN_VIEW, person="plan__person")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="question_once_in_a_plan"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=3), name="up_to_three_questions"),
        ]

    def __str__(self) -> str:
        return self.template.words.replace(THING, self.thing)


class CheckInQuerySet(ScopedQuerySet):
    def open(self) -> "CheckInQuerySet":
        return self.filter(status=CheckIn.Status.CREATED)

    def by_need(self) -> "CheckInQuerySet":
        """Those to review: the most urgent named answer first, then who has waited longest. There is no score."""
        order = Case(
            *(When(raised=one, then=Value(nth)) for nth, one in enumerate(CheckIn.Raised.values)),
            default=Value(99),
            output_field=IntegerField(),
        )
        return self.filter(status=CheckIn.Status.SUBMITTED).order_by(order, "submitted_at", "id")


class CheckIn(models.Model):
    """One check-in: asked for on a day, answered by the person, read by an officer."""

    class Status(models.TextChoices):
        CREATED = "created", _("To do")
        SUBMITTED = "submitted", _("Sent")
        REVIEWED = "reviewed", _("Read")
        EXPIRED = "expired", _("Time over")
        CANCELLED = "cancelled", _("Called off")

    class Feeling(models.TextChoices):
        VERY_GOOD = "very_good", _("Very good")
        GOOD = "good", _("Good")
        OK = "ok", _("OK")
        NOT_GOOD = "not_good", _("Not good")
        STRUGGLING = "struggling", _("Very bad, I am struggling")

    class Support(models.TextChoices):
        MIND = "mind", _("How I feel, my mind")
        BODY = "body", _("My body and health")
        DRUGS = "drugs", _("Drugs or alcohol")
        HOME = "home", _("A place to live")
        MONEY = "money", _("Money")
        WORK = "work", _("Work or learning")
        FAMILY = "family", _("Family and friends")
        OTHER = "other", _("Something else")

    class Raised(models.TextChoices):
        """The answer that makes it urgent, the most urgent first. An officer sees its name, never a number."""

        DISTRESS = "distress", _("Words that may mean danger")
        STRUGGLING = "struggling", _("Very bad, struggling")
        CALL = "call", _("Asks for a call")
        NOT_GOOD = "not_good", _("Not good")
        SUPPORT = "support", _("Wants support")
        WORDS = "words", _("Wrote something")
        NOTHING = "nothing", _("Nothing stands out")

    class Identity(models.TextChoices):
        """What the officer saw in the photo. No machine looks at faces here."""

        YES = "yes", _("Yes, it is them")
        NO = "no", _("No, it is someone else")
        UNSURE = "unsure", _("I cannot tell")

    MOVES = {
        Status.CREATED: {Status.SUBMITTED, Status.EXPIRED, Status.CANCELLED},
        Status.SUBMITTED: {Status.REVIEWED},
        Status.REVIEWED: set(),
        Status.EXPIRED: set(),
        Status.CANCELLED: set(),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(CheckInPlan, models.PROTECT, related_name="check_ins")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="check_ins")
    due_on = models.DateField()
    closes_on = models.DateField(help_text=_("The last day on which it can be sent."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CREATED)
    created_at = models.DateTimeField(default=clock.now)
    feeling = models.CharField(max_length=12, choices=Feeling.choices, blank=True)
    support = ArrayField(models.CharField(max_length=8, choices=Support.choices), default=list, blank=True)
    support_words = models.TextField(max_length=1000, blank=True)
    wants_call = models.BooleanField(null=True, blank=True)
    call_words = models.TextField(max_length=1000, blank=True)
    photo_path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the photo."))
    submitted_at = models.DateTimeField(null=True, blank=True)
    raised = models.CharField(max_length=12, choices=Raised.choices, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    identity = models.CharField(max_length=8, choices=Identity.choices, blank=True)
    note = models.TextField(max_length=1000, blank=True, help_text=_("For staff."))
    answer = models.TextField(max_length=1000, blank=True, help_text=_("Told to the person."))

    objects = CheckInQuerySet.as_manager()
    scope = Scope(Permission.CHECKIN_VIEW)

    class Meta:
        ordering = ["-due_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "due_on"], name="one_check_in_of_a_person_a_day"),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "reviewed"]) | Q(submitted_at__isnull=False),
                name="sent_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["status", "submitted_at"], name="check_ins_by_status")]

    def __str__(self) -> str:
        return f"{self.due_on} {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("checkins:check-in", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.CREATED and clock.today() <= self.closes_on

    @property
    def support_said(self) -> list[str]:
        return [str(self.Support(one).label) for one in self.support]


class CheckInAnswer(models.Model):
    """A question as it was asked in one check-in, and the answer: a later change of the plan changes neither."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    question_welsh = models.CharField(max_length=200)
    words = models.TextField(max_length=1000, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.CHECKIN_VIEW, person="check_in__person")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["check_in", "position"], name="answer_once_in_a_check_in")]

    def __str__(self) -> str:
        return (get_language() == "cy" and self.question_welsh) or self.question
