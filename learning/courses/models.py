"""Courses in their versions, what is in them, and who takes which."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from learning.courses.localised import LocalisedTextField, Wording, say


class Subject(models.TextChoices):
    MATHS = "maths", _("Maths")
    ENGLISH = "english", _("English")
    WORK = "work", _("Work")
    LIFE = "life", _("Daily life")
    RELEASE = "release", _("Getting out")


class Level(models.TextChoices):
    """The levels of functional skills."""

    ENTRY_1 = "entry-1", _("Entry 1")
    ENTRY_2 = "entry-2", _("Entry 2")
    ENTRY_3 = "entry-3", _("Entry 3")
    LEVEL_1 = "level-1", _("Level 1")
    LEVEL_2 = "level-2", _("Level 2")
    LEVEL_3 = "level-3", _("Level 3")

    @property
    def in_plain_words(self) -> str:
        return PLAIN_LEVELS[self]


#: What a level means to someone who chooses a course.
PLAIN_LEVELS = {
    Level.ENTRY_1: _("First steps"),
    Level.ENTRY_2: _("Easy"),
    Level.ENTRY_3: _("Not too hard"),
    Level.LEVEL_1: _("A bit harder"),
    Level.LEVEL_2: _("Hard"),
    Level.LEVEL_3: _("Very hard"),
}


class CourseQuerySet(ScopedQuerySet):
    def open(self) -> "CourseQuerySet":
        return self.filter(closed_at=None)


class Course(models.Model):
    """A course, whichever version of it: closing it hides it from the catalogue and stops nobody who is on it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField(max_length=60, unique=True)
    subject = models.CharField(max_length=20, choices=Subject.choices)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CourseQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["subject", "code"]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.code])


class VersionQuerySet(ScopedQuerySet):
    def offered(self) -> "VersionQuerySet":
        """What the catalogue offers: the published version of each open course."""
        return self.filter(status=Version.Status.PUBLISHED, course__closed_at=None)

    def with_sound(self, language: str) -> "VersionQuerySet":
        """Says of each whether a lesson has a recording in this language."""
        recorded = Block.objects.filter(
            lesson__version=OuterRef("pk"), kind=Block.Kind.AUDIO, content__audio__has_key=language
        )
        return self.annotate(has_sound=Exists(recorded))

    def for_catalogue(self) -> "VersionQuerySet":
        return self.select_related("course").order_by("course__subject", "minutes", "course__code")


class Version(models.Model):
    """One edition of a course. A learner stays on the version that they started.

    It is written once: what changes a word or an answer makes the next version.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        REPLACED = "replaced", _("Replaced")

    MOVES = {
        Status.DRAFT: {Status.PUBLISHED},
        Status.PUBLISHED: {Status.REPLACED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    title = LocalisedTextField()
    summary = LocalisedTextField()
    level = models.CharField(max_length=10, choices=Level.choices)
    minutes = models.PositiveSmallIntegerField()
    picture = models.CharField(max_length=120, help_text=_("A path below static/images/."))
    glossary = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    welsh_reviewed = models.BooleanField(default=False, help_text=_("A Welsh speaker has read all the Welsh."))
    content_hash = models.CharField(max_length=64)
    # What there is to do, in order: progress is worked out against it without looking at the lessons.
    lesson_ids = ArrayField(models.UUIDField(), default=list)
    quiz_ids = ArrayField(models.UUIDField(), default=list)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VersionQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="version_number_once_in_a_course"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(status="published"), name="one_published_version_of_a_course"
            ),
        ]

    def __str__(self) -> str:
        return self.name.text

    @property
    def name(self) -> Wording:
        return say(self.title)

    @property
    def level_in_plain_words(self) -> str:
        return PLAIN_LEVELS[Level(self.level)]


class Lesson(models.Model):
    """One lesson of a version: one page."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    version = models.ForeignKey(Version, models.CASCADE, related_name="lessons")
    code = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    title = LocalisedTextField()
    unit = models.JSONField(default=dict, blank=True, help_text=_("The unit that it is part of, if there are units."))
    minutes = models.PositiveSmallIntegerField()

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="lesson_code_once_in_a_version"),
            models.UniqueConstraint(fields=["version", "position"], name="lesson_position_once_in_a_version"),
        ]

    def __str__(self) -> str:
        return self.name.text

    @property
    def name(self) -> Wording:
        return say(self.title)


class Block(models.Model):
    """A piece of a lesson: its content as written, and the HTML made from it when it was loaded."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        PICTURE = "picture", _("Picture")
        AUDIO = "audio", _("Sound")
        CHECK = "check", _("Check yourself")
        EXAMPLE = "example", _("Worked example")
        REFLECT = "reflect", _("Think about it")

    id = models.UUIDField(primary_key=True, default=uuid7)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="blocks")
    code = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    content = models.JSONField(help_text=_("As the content schema says for this kind."))
    html = models.JSONField(default=dict, help_text=_("Sanitised HTML by language, made from the content."))

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["lesson", "position"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "code"], name="block_code_once_in_a_lesson"),
            models.UniqueConstraint(fields=["lesson", "position"], name="block_position_once_in_a_lesson"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"


class CourseFile(models.Model):
    """A picture that somebody added to a course: made anew by us, with nothing of what came but its points."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    path = models.CharField(max_length=200)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    def __str__(self) -> str:
        return str(self.pk)


class EnrolmentQuerySet(ScopedQuerySet):
    def live(self) -> "EnrolmentQuerySet":
        return self.filter(status=Enrolment.Status.ACTIVE)

    def for_list(self) -> "EnrolmentQuerySet":
        """Everything that a list of someone's courses shows, in one query."""
        return self.latest_first().select_related("version__course", "course", "progress", "enrolled_by")

    def latest_first(self) -> "EnrolmentQuerySet":
        """What is unfinished first, then by when something was done."""
        newest = F("progress__last_at").desc(nulls_last=True)
        return self.order_by(F("progress__completed_at").desc(nulls_first=True), newest, "-enrolled_at")


class Enrolment(models.Model):
    """A person takes a course, in one version: chosen by themselves or given by staff.

    due_on: the day that staff gave, if any. It is a help, never held against anybody: attendance/lost.py moves it.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("On the list")
        WITHDRAWN = "withdrawn", _("Taken off the list")

    MOVES = {Status.ACTIVE: {Status.WITHDRAWN}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="enrolments")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    enrolled_at = models.DateTimeField(default=clock.now)
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_own_choice = models.BooleanField(default=True)
    due_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = EnrolmentQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"], condition=Q(status="active"), name="one_live_enrolment_per_course"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
