"""Sheets: forms that are printed with a code, filled in by hand, and typed in again by staff."""

from collections import defaultdict
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet, people_for
from justice_portal.keys import uuid7
from justice_portal.sheets.codes import in_two, new_code
from justice_portal.sheets.kinds import SheetKind, kind_of, kinds
from justice_portal.sheets.questions import Line, lines, worded


def _with_section(question: dict[str, Any]) -> dict[str, str]:
    """The words of a question with the heading that it stands under: of two goals each asks for a new step."""
    if not question.get("section"):
        return {}
    names = (("label", "section"), ("label_welsh", "section_welsh"))
    return {label: f"{question[section]}: {question[label]}" for label, section in names}


class SheetQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> Self:
        """Rows over which user holds permission: of the kinds that are theirs, and the person's own."""
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        if not user.holds(Permission.SHEET_TYPE):
            return rows  # the scope gives a person their own, and nothing to anybody else
        by_need = defaultdict(list)
        for kind in kinds():
            by_need[kind.needs].append(kind.code)
        rule = Q(person__user=user.pk)
        for needs, codes in by_need.items():
            if user.holds(needs):
                rule |= Q(kind__in=codes, person__in=people_for(user, needs))
        private = [kind.code for kind in kinds() if kind.is_private]
        told = Q(kind__in=private, status=Sheet.Status.TYPED) & ~Q(typed_by=user.pk) & ~Q(person__user=user.pk)
        return rows.filter(rule).exclude(told)

    def wanted(self) -> Self:
        """Asked for and not printed yet, longest first."""
        return self.filter(status=Sheet.Status.WANTED).order_by("asked_at", "id")

    def for_list(self) -> Self:
        """Everything that a list of sheets shows, in one query."""
        return self.select_related("person__wing", "printed_by", "typed_by")


class Sheet(models.Model):
    """One sheet for one person: of one kind, in the version that was printed, with a code that finds it again.

    form: as justice_portal/sheets/kinds.py makes it. answers: what was typed from the paper, by the code of the question.
    made: the keys of the rows in which a room keeps them.
    """

    class Status(models.TextChoices):
        WANTED = "wanted", _("Asked for")
        PRINTED = "printed", _("Printed")
        TYPED = "typed", _("Typed in")
        ENDED = "ended", _("Put away")

    MOVES = {
        Status.WANTED: {Status.PRINTED, Status.ENDED},
        Status.PRINTED: {Status.TYPED, Status.ENDED},
        Status.TYPED: set(),
        Status.ENDED: set(),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=60, blank=True, help_text=_("Which one of its kind."))
    code = models.CharField(max_length=8, unique=True, default=new_code)
    language = models.CharField(max_length=5)
    form = models.JSONField(help_text=_("The form as it was printed."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WANTED)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    printed_at = models.DateTimeField(null=True, blank=True)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    last_print = models.ForeignKey(
        "justice_portal.SheetPrint", models.SET_NULL, null=True, blank=True, related_name="sheets"
    )
    answers = models.JSONField(default=dict, blank=True)
    made = ArrayField(models.UUIDField(), default=list, blank=True)
    typed_at = models.DateTimeField(null=True, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SheetQuerySet.as_manager()
    scope = Scope(Permission.SHEET_VIEW)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about"], condition=Q(status="wanted"), name="a_sheet_is_asked_for_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="typed") | Q(typed_at__isnull=False, typed_by__isnull=False),
                name="typed_sheet_says_who_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "asked_at"], name="sheets_by_status"),
            models.Index(fields=["person", "-asked_at"], name="sheets_of_person"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sort(self) -> SheetKind | None:
        """Its kind; None when a later version of the product has it no more."""
        return kind_of(self.kind)

    @property
    def title(self) -> str:
        return worded(self.form, "title")

    @property
    def intro(self) -> str:
        return worded(self.form, "intro")

    @property
    def questions(self) -> list[dict[str, Any]]:
        return list(self.form.get("questions", []))

    @property
    def said(self) -> list[Line]:
        """What was typed from the paper, in the reader's language."""
        told = [{**one, **_with_section(one)} for one in self.questions]
        return lines(told, self.answers)

    @property
    def code_shown(self) -> str:
        return in_two(self.code)

    @property
    def is_typed(self) -> bool:
        return self.status == self.Status.TYPED

    @property
    def waits_for_paper(self) -> bool:
        """Printed, and not typed in yet."""
        return self.status == self.Status.PRINTED


class SheetPrint(models.Model):
    """A PDF of one sheet for one person, or of one for everybody on a wing."""

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")

    MOVES = {Status.MAKING: {Status.READY}, Status.READY: set()}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(
        "justice_portal.Person", models.PROTECT, null=True, blank=True, related_name="sheet_prints"
    )
    wing = models.ForeignKey("justice_portal.Wing", models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=30)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.SHEET_TYPE, place="wing__establishment")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, wing=None) | Q(person=None, wing__isnull=False),
                name="print_for_a_person_or_a_wing",
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(path="") & Q(ready_at__isnull=False)),
                name="ready_sheet_print_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY
