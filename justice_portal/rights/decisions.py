"""What each model decides about a person's data: who may read its words, what a copy of the record says, how long it is kept.

Every model of ours says so once, in the data_map.py of its app; a model without a decision fails its test. Data only: the
pages, the copy and the purge read it from here.

    decide(Goal, text={"title": Text.OWN}, copy=Given(_("Goals"), "title due_on status", author="added_by"), keep=Keep("record"))
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet

from justice_portal.access import Scope


class Text(StrEnum):
    """Who may read what somebody typed into a field (T40)."""

    OWN = "own"  # the person's record: they and the staff within reach; never another person
    TOLD = "told"  # staff's words to the person: both, and the staff within reach
    STAFF = "staff"  # private to staff
    MODERATED = "moderated"  # two people's words to each other: both, once delivered, and moderators while held
    PRIVILEGED = "privileged"  # read by the two of them only: no staff, no code
    NAME = "name"  # who someone is: for all who work or talk with them
    PUBLISHED = "published"  # written by administrators for every reader
    FIXED = "fixed"  # a code, a hash, a number, an address of a page: nothing is typed there freely


@dataclass(frozen=True)
class Given:
    """A copy of the record has these rows. fields: their names, in one text.

    author: the field of who wrote the words; those of others are told without names. person: the path to the person when
    the model's scope does not say it. where: narrows the rows. rows: gives ready rows instead, for what is not kept row by row.
    """

    title: Any
    fields: str = ""
    author: str = ""
    person: str = ""
    where: Callable[[Any], Q] | None = None
    rows: Callable[[Any], Iterable[dict[str, Any]]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.fields.split())


@dataclass(frozen=True)
class Withheld:
    """A copy of the record leaves these out and says so, with the reason, whether there are any or not."""

    title: Any
    reason: Any


@dataclass(frozen=True)
class NotAboutAPerson:
    """Places, courses, rules, staff: nothing that a copy of one person's record could hold."""


@dataclass(frozen=True)
class Keep:
    """How long rows are kept. rule: the code of a KeepRule.

    since: the path to the date or moment that the period runs from; without it they go with the record. person: the path to
    the person. rows: finds the rows of one person instead, where no path leads to them. files: fields that name stored files.
    clear: the row stays, since it is about others too, and these fields are set to these values.
    """

    rule: str
    since: str = ""
    person: str = ""
    rows: Callable[[Any, QuerySet], QuerySet] | None = None
    files: tuple[str, ...] = ()
    clear: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptBecause:
    """Rows that no purge of a person touches, and why."""

    why: str


@dataclass(frozen=True)
class Decision:
    model: type[models.Model]
    text: Mapping[str, Text]
    copy: Given | Withheld | NotAboutAPerson
    keep: Keep | KeptBecause

    def path(self, asked: str) -> str:
        """How a row leads to its person: as the decision says, or as the scope does."""
        scope = self.model.scope  # type: ignore[attr-defined]
        return asked or (scope.person if isinstance(scope, Scope) else "") or ""

    def of(self, person: Any, using: str = "default") -> QuerySet:
        """The rows that go with this person."""
        assert isinstance(self.keep, Keep)
        rows = self.model._base_manager.using(using)
        if self.keep.rows:
            return self.keep.rows(person, rows.all())
        return rows.filter(**{self.path(self.keep.person): person.pk})


DECISIONS: dict[type[models.Model], Decision] = {}


def decide(
    model: type[models.Model],
    *,
    text: Mapping[str, Text] | None = None,
    copy: Given | Withheld | NotAboutAPerson,
    keep: Keep | KeptBecause,
) -> None:
    """Say it, once for each model."""
    if model in DECISIONS:
        raise ValueError(f"{model.__name__} is decided twice")
    DECISIONS[model] = Decision(model, text or {}, copy, keep)


def reference(*kinds: type[models.Model], text: Text = Text.PUBLISHED) -> None:
    """Models about nobody: places, courses, rules. text: the class of all that is typed into them."""
    for model in kinds:
        decide(
            model,
            text=dict.fromkeys(typed_fields(model), text),
            copy=NotAboutAPerson(),
            keep=KeptBecause("reference data, about nobody"),
        )


def typed_fields(model: type[models.Model]) -> list[str]:
    """The fields of a model that hold text which somebody could have typed: each needs a class."""
    return [one.name for one in model._meta.local_fields if _holds_text(one)]


def _holds_text(one: Any) -> bool:
    if isinstance(one, ArrayField):
        return _holds_text(one.base_field)
    if one.choices or isinstance(one, models.GeneratedField):
        return False
    return isinstance(one, models.CharField | models.TextField | models.JSONField)
