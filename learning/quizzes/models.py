"""Quizzes, the tries people have at them, and the answers they gave."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from learning.courses.localised import LocalisedTextField, Wording, say


class Quiz(models.Model):
    """The quiz at the end of a version of a course."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    version = models.OneToOneField("learning.Version", models.CASCADE, related_name="quiz")
    code = models.SlugField(max_length=60)
    title = LocalisedTextField()
    pass_mark = models.PositiveSmallIntegerField(help_text=_("How many questions must be right."))
    draw = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("How many questions are drawn for each try; empty: all, in order.")
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("The time for a try; empty: no limit.")
    )
    bank = models.ForeignKey("learning.Bank", models.PROTECT, null=True, blank=True, related_name="quizzes")
    # Shown to be known: so many right of the last so many. Five right of five is five in a row.
    mastery_right = models.PositiveSmallIntegerField(null=True, blank=True)
    mastery_of = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                condition=Q(mastery_right=None, mastery_of=None)
                | Q(mastery_right__gte=1, mastery_of__gte=models.F("mastery_right")),
                name="mastery_can_be_reached",
            )
        ]

    def __str__(self) -> str:
        return self.name.text

    @property
    def name(self) -> Wording:
        return say(self.title)


class Question(models.Model):
    """One question. What is particular to its kind is in `content`; kinds/ knows how to read and mark it."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("Choose one")
        MULTIPLE = "multiple", _("Choose all that are right")
        TRUTH = "truth", _("True or not")
        NUMBER = "number", _("Write a number")
        SHORT = "short", _("Write a word or two")
        ORDER = "order", _("Put in order")
        MATCH = "match", _("Match")
        GAPS = "gaps", _("Fill the gaps")
        PASSAGE = "passage", _("Choose words in a text")
        HOTSPOT = "hotspot", _("Choose a place in a picture")
        RATING = "rating", _("Say how sure you are")
        LONG = "long", _("Write more, for a tutor to mark")

    id = models.UUIDField(primary_key=True, default=uuid7)
    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    bank_question = models.ForeignKey(
        "learning.BankQuestion", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = LocalisedTextField()
    feedback = LocalisedTextField(help_text=_("Shown with the result: why the right answer is right."))
    content = models.JSONField(help_text=_("As the content schema says for this kind."))
    html = models.JSONField(default=dict, help_text=_("Sanitised HTML of text and feedback, by language."))

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "code"], name="question_code_once_in_a_quiz"),
            models.UniqueConstraint(fields=["quiz", "position"], name="question_position_once_in_a_quiz"),
        ]

    def __str__(self) -> str:
        return self.code


class AttemptQuerySet(ScopedQuerySet):
    def open(self) -> "AttemptQuerySet":
        return self.filter(status=Attempt.Status.OPEN)

    def graded(self) -> "AttemptQuerySet":
        return self.filter(sort=Attempt.Sort.GRADED)


class Attempt(models.Model):
    """One try at a quiz. Its questions are fixed when it starts; it ends by itself with the last answer.

    Where an answer waits for a tutor, so does the score.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Not finished")
        MARKING = "marking", _("Waits for a tutor")
        FINISHED = "finished", _("Finished")

    class Sort(models.TextChoices):
        """Why somebody answers: only a graded try counts."""

        GRADED = "graded", _("Quiz")
        PRACTICE = "practice", _("Practice")
        BEFORE = "before", _("Before the course")

    MOVES = {Status.OPEN: {Status.MARKING, Status.FINISHED}, Status.MARKING: {Status.FINISHED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey("learning.Enrolment", models.PROTECT, related_name="attempts")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="attempts")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    sort = models.CharField(max_length=10, choices=Sort.choices, default=Sort.GRADED)
    question_ids = ArrayField(models.UUIDField(), help_text=_("The questions of this try, in order."))
    pass_mark = models.PositiveSmallIntegerField()
    counted = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("How many of the questions count for the score; empty: all.")
    )
    started_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True, blank=True, help_text=_("When its time is over; empty: no limit."))
    mastered = models.BooleanField(
        null=True, blank=True, help_text=_("Whether the quiz's rule of mastery was met; empty: it has none.")
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    right = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("How many were right, once finished."))
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = AttemptQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "quiz", "sort"], condition=Q(status="open"), name="one_open_attempt_of_a_sort"
            ),
            models.CheckConstraint(
                condition=Q(status="open", finished_at=None, right=None)
                | Q(status="marking", finished_at__isnull=False, right=None)
                | Q(status="finished", finished_at__isnull=False, right__isnull=False),
                name="finished_attempt_has_a_score",
            ),
        ]
        indexes = [models.Index(fields=["person", "-started_at"], name="attempts_of_person")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("quizzes:attempt", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def of(self) -> int:
        """How many questions there are."""
        return len(self.question_ids)

    @property
    def out_of(self) -> int:
        """How many questions count for the score."""
        return self.of if self.counted is None else self.counted

    @property
    def waits(self) -> bool:
        """All is answered, and a tutor still has to mark some of it."""
        return self.status == self.Status.MARKING

    @property
    def has_passed(self) -> bool:
        if self.right is None:
            return False
        return self.right >= self.pass_mark if self.mastered is None else self.mastered

    @property
    def is_practice(self) -> bool:
        return self.sort == self.Sort.PRACTICE


class AnswerQuerySet(ScopedQuerySet):
    def waiting(self) -> "AnswerQuerySet":
        """What a tutor has to mark."""
        return self.filter(attempt__status=Attempt.Status.MARKING, question__kind=Question.Kind.LONG, is_right=None)


class Answer(models.Model):
    """What someone answered to a question, once in a try, and whether it was found right."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    response = models.JSONField(help_text=_("Choices by their letter, or what was typed."))
    is_right = models.BooleanField(
        null=True, blank=True, help_text=_("Empty: nobody has marked it, or it has no mark.")
    )
    answered_at = models.DateTimeField(default=clock.now)
    nth = models.PositiveSmallIntegerField(
        default=1, help_text=_("The how-manieth go: more than one in practice only.")
    )
    is_late = models.BooleanField(
        default=False, help_text=_("It came after the time was over. It is kept and does not count.")
    )

    objects = AnswerQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person="attempt__person", made_in="attempt__made_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "question", "nth"], name="one_answer_a_go")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """Where a tutor marks it."""
        return reverse("marking:answer", args=[self.pk])


class TimeAllowance(models.Model):
    """More time for one person in every quiz that has a limit. Why they need it is nobody's business here."""

    class Extra(models.IntegerChoices):
        QUARTER = 25, _("A quarter more")
        HALF = 50, _("Half as much again")
        DOUBLE = 100, _("Twice the time")
        NO_LIMIT = 0, _("No limit")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="time_allowance")
    extra = models.PositiveSmallIntegerField(choices=Extra.choices)
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)

    def __str__(self) -> str:
        return str(self.get_extra_display())


class HelpFlagQuerySet(ScopedQuerySet):
    def open(self) -> "HelpFlagQuerySet":
        return self.filter(settled_at=None)


class HelpFlag(models.Model):
    """Somebody is stuck: wrong again and again at a question, or at the quiz. It stands until a tutor has helped."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="help_flags")
    enrolment = models.ForeignKey("learning.Enrolment", models.PROTECT, related_name="help_flags")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = HelpFlagQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "question"], condition=Q(settled_at=None), nulls_distinct=False,
                name="one_open_help_flag",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
