"""Rules that hold a message until a moderator has read it. Data, edited in the administration site."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.screening.screening import Entry

#: The number that a compiled rule book is kept under. Written by the database, so that no way of changing a rule forgets
#: it; the stamp makes a number that a rolled back transaction gave away different from the next one of that number.
NEXT_VERSION = """
    INSERT INTO mentoring_rulesversion (id, number, stamp) VALUES (1, 1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET number = mentoring_rulesversion.number + 1, stamp = gen_random_uuid();
    RETURN NULL;
"""


class RuleQuerySet(ScopedQuerySet):
    def active(self) -> "RuleQuerySet":
        return self.filter(is_active=True)


class Rule(models.Model):
    """What a message is looked through for, why, and who answers for it."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Contact details")
        LINK = "link", _("Links")
        HANDLE = "handle", _("Names on other apps")
        WORD = "word", _("Words not allowed")

    class Reads(models.TextChoices):
        LETTERS = "letters", _("The text in small letters, without accents")
        FIGURES = "figures", _("Only the numbers, as figures, also when written as words")

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField(
        blank=True,
        max_length=20_000,
        help_text=_("One word or phrase a line. Whole words only; end with * to match longer words too."),
    )
    harmless = models.TextField(
        blank=True,
        max_length=5_000,
        help_text=_("Phrases in which these words mean no harm, one a line, such as: spice of life."),
    )
    pattern = models.CharField(max_length=300, blank=True, help_text=_("A pattern for RE2, instead of words."))
    reads = models.CharField(
        max_length=10, choices=Reads.choices, default=Reads.LETTERS, help_text=_("What the pattern is tried on.")
    )
    reason = models.CharField(
        max_length=200, help_text=_("Told to the writer while the message waits. A short plain sentence.")
    )
    reason_welsh = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who answers for this rule. Empty: it came with the product."),
    )
    is_urgent = models.BooleanField(
        default=False, help_text=_("What this rule finds is looked at before everything else that waits.")
    )
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RuleQuerySet.as_manager()
    scope = Reference(Permission.RULE_EDIT)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(words="") & ~Q(pattern="")) | (~Q(words="") & Q(pattern="")),
                name="rule_has_words_or_a_pattern",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="rules_changed",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=NEXT_VERSION,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def told(self) -> str:
        """The reason in the language of the page."""
        return (get_language() == "cy" and self.reason_welsh) or self.reason

    def as_entry(self) -> Entry:
        """The rule as the matcher needs it."""
        return Entry(
            rule=self.pk,
            kind=self.kind,
            words=tuple(lines(self.words)),
            harmless=tuple(lines(self.harmless)),
            pattern=self.pattern,
            reads_figures=self.reads == self.Reads.FIGURES,
        )


class RulesVersion(models.Model):
    """One row: the version of the rules as a whole. Only the database writes it."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    number = models.PositiveIntegerField()
    stamp = models.UUIDField()

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.RULE_EDIT)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_version_of_the_rules")]

    def __str__(self) -> str:
        return str(self.number)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
