"""Packages that other programs made, their files, and how far each learner is in them by the package's own word."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7
from learning.packages.outcome import Problem

#: Nobody gets through a package in less: a claim that comes sooner is marked for the tutor (T73).
PLAUSIBLE = timedelta(seconds=30)


class Kind(models.TextChoices):
    SCORM_12 = "scorm12", "SCORM 1.2"
    SCORM_2004_3 = "scorm2004v3", "SCORM 2004 3rd edition"
    SCORM_2004_4 = "scorm2004v4", "SCORM 2004 4th edition"
    CMI5 = "cmi5", "cmi5"


class PackageQuerySet(ScopedQuerySet):
    def offered(self) -> "PackageQuerySet":
        return self.filter(status=Package.Status.OFFERED)


class Package(models.Model):
    """A course that another program made. It is played apart from us, and what it says of a learner is a claim.

    structure: its parts in order, as learning/packages/structure.py writes them. report: files that were left out and
    addresses outside. The packed file goes once it is read; `content_path` holds all its files, one after another.
    """

    class Status(models.TextChoices):
        READING = "reading", _("Being read")
        REFUSED = "refused", _("Not used")
        READY = "ready", _("Waits for a look")
        OFFERED = "offered", _("Offered")
        RETIRED = "retired", _("Retired")

    MOVES = {
        Status.READING: {Status.READY, Status.REFUSED},
        Status.READY: {Status.OFFERED, Status.RETIRED},
        Status.OFFERED: {Status.RETIRED},
        Status.RETIRED: {Status.OFFERED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READING)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    title = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=80, help_text=_("What the file was called."))
    path = models.CharField(max_length=200, blank=True, help_text=_("Where the packed file waits to be read."))
    content_path = models.CharField(max_length=200, blank=True, help_text=_("Where its files are, in one."))
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    structure = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PackageQuerySet.as_manager()
    scope = Reference(Permission.LEARNING_VIEW)
    history = NotKept("Written when it comes, once when it is read, and when it is offered or retired: all is audited.")

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="refused", content_path="") & ~Q(problem="")
                | Q(status="reading", content_path="", problem="")
                | Q(status__in=["ready", "offered", "retired"], problem="") & ~Q(content_path=""),
                name="package_is_there_whole_or_not_at_all",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        return reverse("packages:package", args=[self.pk])

    @property
    def can_be_played(self) -> bool:
        return self.status in {self.Status.READY, self.Status.OFFERED, self.Status.RETIRED}

    @property
    def is_sequenced(self) -> bool:
        """Whether the package has rules for what comes next, which we follow."""
        return "course" in self.structure

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Its parts that can be opened, in order."""
        return [one for one in self.structure.get("items", []) if one["href"]]


class PackageFile(models.Model):
    """One file of a package: where its bytes stand among those of the package, and what it is."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    package = models.ForeignKey(Package, models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=60)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.LEARNING_VIEW)
    history = NotKept("Written once, with the package.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["package", "name"], name="one_file_of_a_name_in_a_package")]

    def __str__(self) -> str:
        return self.name


class Success(models.TextChoices):
    UNKNOWN = "unknown", _("It does not say")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed")


class PackageTry(models.Model):
    """One learner in one package. What is kept here is what the package told us: a claim, worth no certificate.

    states: what each part left for its next opening, by the part's id. Completion and success are two facts.
    course: where the learner is in a course that has rules for what comes next, and what it shares between its parts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="package_tries")
    package = models.ForeignKey(Package, models.PROTECT, related_name="tries")
    states = models.JSONField(default=dict)
    course = models.JSONField(default=dict)
    started_at = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    success = models.CharField(max_length=10, choices=Success.choices, default=Success.UNKNOWN)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("Of a hundred."))
    seconds = models.PositiveIntegerField(default=0, help_text=_("Time in it, as far as we saw it open."))
    is_too_quick = models.BooleanField(default=False, help_text=_("It said “done” sooner than anybody can be."))
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")
    history = NotKept("Written with every page of a package; openings are kept apart, and each is audited.")

    class Meta:
        indexes = [models.Index(fields=["person", "package"], name="package_tries_of_person")]

    def __str__(self) -> str:
        return str(self.pk)


class PackageOpening(models.Model):
    """A part of a package was opened. Its key is in the address of the content; the newest one of a try may write."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    package_try = models.ForeignKey(PackageTry, models.PROTECT, related_name="openings")
    item = models.CharField(max_length=200)
    opened_at = models.DateTimeField(default=clock.now)
    sequence = models.PositiveIntegerField(default=0, help_text=_("The newest message that was kept."))
    seconds = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person="package_try__person", made_in="package_try__made_in")
    history = NotKept("Append only but for how far it got.")

    class Meta:
        indexes = [models.Index(fields=["package_try", "-opened_at"], name="openings_of_a_try")]

    def __str__(self) -> str:
        return str(self.pk)
