"""One fact as a device tells it, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What the server says about each item. Only what is not "refused" may leave the device's outbox."""

    STORED = "stored", _("Stored")
    DUPLICATE = "duplicate", _("Known already")
    CONFLICT = "conflict", _("The id is taken by another fact")
    REFUSED = "refused", _("Refused")


class What(TextChoices):
    """The kinds of fact that a device may tell. The score is never among them: the server marks."""

    LESSON = "lesson", _("A lesson was finished")
    BLOCK = "block", _("A check-yourself question was tried")
    QUESTION = "question", _("A quiz question was answered")


@dataclass(frozen=True, slots=True)
class Item:
    """A fact as it was told. There is no person in it: who tells is who is signed in."""

    id: UUID
    what: str
    object: UUID
    enrolment: UUID
    happened_at: datetime
    attempt: UUID | None = None
    sequence: int | None = None
    response: Any = None


@dataclass(frozen=True, slots=True)
class Answered:
    id: UUID
    outcome: str
    reason: str = ""
