"""The learning and work part of a plan: the induction, how sure a person is of ten skills, the jobs they aim for."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class Occupation(models.Model):
    """A kind of job: a unit group of SOC 2020."""

    code = models.CharField(primary_key=True, max_length=4)
    title = models.CharField(max_length=120)
    is_current = models.BooleanField(default=True)

    objects = ScopedQuerySet.as_manager()
    scope = Reference()

    class Meta:
        ordering = ["title"]
        indexes = [GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="occupations_by_part")]

    def __str__(self) -> str:
        return self.title


class Induction(models.Model):
    """The first talk about learning and work: one row a person, changed as things change."""

    class Hoping(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        NOT_SURE = "not_sure", _("I am not sure")

    class Level(models.TextChoices):
        NONE = "none", _("No tests or exams")
        ENTRY = "entry", _("Entry level")
        ONE = "1", _("Level 1")
        TWO = "2", _("Level 2 (like a good GCSE)")
        THREE = "3", _("Level 3 (like an A level)")
        HIGHER = "higher", _("Higher than that")
        NOT_SURE = "not_sure", _("I am not sure")

    class Work(models.TextChoices):
        OUTDOOR = "outdoor", _("Outdoors")
        CONSTRUCTION = "construction", _("Building")
        DRIVING = "driving", _("Driving")
        BEAUTY = "beauty", _("Hair and beauty")
        HOSPITALITY = "hospitality", _("Food and hotels")
        TECHNICAL = "technical", _("Computers and machines")
        MANUFACTURING = "manufacturing", _("Making things")
        OFFICE = "office", _("Office")
        RETAIL = "retail", _("Shops")
        SPORTS = "sports", _("Sport")
        WAREHOUSING = "warehousing", _("Storing and moving goods")
        WASTE = "waste", _("Waste")
        TEACHING = "teaching", _("Teaching")
        CLEANING = "cleaning", _("Cleaning and repairs")

    class Barrier(models.TextChoices):
        OFFENCE = "offence", _("My offence limits what I can do")
        CARING = "caring", _("I look after someone")
        HEALTH = "health", _("My health")
        CONFIDENCE = "confidence", _("I am not sure of myself")
        RIGHT_TO_WORK = "right_to_work", _("I have no right to work here")
        RETIRED = "retired", _("I am retired")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="induction")
    hopes_to_work = models.CharField(max_length=10, choices=Hoping.choices)
    has_worked = models.CharField(max_length=10, choices=Hoping.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    done_before = ArrayField(models.CharField(max_length=15, choices=Work.choices), default=list, blank=True)
    wants = ArrayField(models.CharField(max_length=15, choices=Work.choices), default=list, blank=True)
    barriers = ArrayField(models.CharField(max_length=15, choices=Barrier.choices), default=list, blank=True)
    words = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, made_in="made_in")

    def __str__(self) -> str:
        return f"Induction of {self.person_id}"


class SkillRating(models.Model):
    """How sure a person was of one skill on one day, and how that shows. Never changed: together they are a history."""

    class Skill(models.TextChoices):
        TEAMWORK = "teamwork", _("Working in a team")
        TIMEKEEPING = "timekeeping", _("Being on time")
        COMMUNICATION = "communication", _("Talking and listening")
        PLANNING = "planning", _("Planning")
        ORGANISATION = "organisation", _("Keeping things in order")
        PROBLEM_SOLVING = "problem_solving", _("Solving problems")
        INITIATIVE = "initiative", _("Starting by myself")
        ADAPTABILITY = "adaptability", _("Coping with change")
        RELIABILITY = "reliability", _("Doing what I said")
        CREATIVITY = "creativity", _("New ideas")

    class Level(models.IntegerChoices):
        NOT = 1, _("Not sure at all")
        LITTLE = 2, _("A little sure")
        QUITE = 3, _("Quite sure")
        VERY = 4, _("Very sure")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="skill_ratings")
    skill = models.CharField(max_length=20, choices=Skill.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    evidence = models.CharField(max_length=300)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [models.Index(fields=["person", "skill", "-added_at"], name="skills_of_person")]

    def __str__(self) -> str:
        return self.get_skill_display()


class JobGoal(models.Model):
    """A job that a person aims for, by its SOC 2020 title."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("I aim for it")
        REACHED = "reached", _("I got it")
        PUT_AWAY = "put_away", _("Put away")

    MOVES = {
        Status.ACTIVE: {Status.REACHED, Status.PUT_AWAY},
        Status.REACHED: {Status.ACTIVE},
        Status.PUT_AWAY: {Status.ACTIVE},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="job_goals")
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, made_in="made_in")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "occupation"], name="job_goal_once_a_person")]

    def __str__(self) -> str:
        return str(self.occupation)
