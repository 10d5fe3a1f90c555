"""Everything about one person that they may have, gathered from what each model decides. No names of others, nor their words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from justice_portal.access import Reference, Scope
from justice_portal.accounts.models import User
from justice_portal.people.models import Person
from justice_portal.rights.decisions import DECISIONS, Decision, Given, Keep, NotAboutAPerson, Text, Withheld

SHORTEST_NAME = 3


@dataclass
class Section:
    """One kind of thing. Either rows (by field name) or the reason why they are kept back."""

    name: str
    title: str
    labels: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    kept_back: str = ""


def collect(person: Person, *, reader: User) -> Iterator[Section]:
    """The sections in the order of the map. reader: the person, or staff on their behalf, who get what both may see."""
    hide = Others(person)
    for decision in DECISIONS.values():
        copy = decision.copy
        if isinstance(copy, NotAboutAPerson):
            continue
        section = Section(decision.model.__name__, str(copy.title))
        if isinstance(copy, Withheld):
            section.kept_back = str(copy.reason)
        elif copy.rows is not None:
            if reader.pk == person.user_id:
                section.rows = list(copy.rows(person))
            else:
                section.kept_back = _("Only the person can open this part.")
        else:
            _fill(section, decision, copy, person, reader, hide)
        yield section


def _fill(section: Section, decision: Decision, copy: Given, person: Person, reader: User, hide: "Others") -> None:
    rows = rows_for(decision, copy, person, reader)
    if rows is None:
        section.kept_back = _("Only the person can open this part.")
        return
    fields = [decision.model._meta.get_field(name) for name in copy.names]
    section.labels = {one.name: label_of(one) for one in fields}
    for row in rows.iterator(chunk_size=500):
        is_own = bool(copy.author) and getattr(row, f"{copy.author}_id") == person.user_id
        section.rows.append({one.name: _said(decision, row, one, is_own, person, hide) for one in fields})


def rows_for(decision: Decision, copy: Given, person: Person, reader: User) -> QuerySet | None:
    """The rows of this person that the reader may have; None where the reader may have none of the kind."""
    model = decision.model
    rows = model._base_manager.filter(**{decision.path(copy.person): person.pk}).order_by("pk")
    if copy.where:
        rows = rows.filter(copy.where(person))
    if reader.pk != person.user_id:
        scope = model.scope  # type: ignore[attr-defined]
        view = scope.view if isinstance(scope, Scope | Reference) else None
        if view is None or not reader.holds(view):
            return None
        rows = rows.filter(pk__in=model.objects.visible_to(reader).order_by().values("pk"))  # type: ignore[attr-defined]
    links = [name for name in copy.names if model._meta.get_field(name).many_to_one]
    return rows.select_related(*links) if links else rows


def label_of(one: Any) -> str:
    return str(one.verbose_name).capitalize()


def _said(decision: Decision, row: Any, one: Any, is_own: bool, person: Person, hide: "Others") -> Any:
    """One value as the person may have it."""
    if one.related_model is User:
        return _("You") if getattr(row, one.attname) == person.user_id else _("Someone else")
    if one.many_to_one:
        linked = getattr(row, one.name)
        return None if linked is None else hide(str(linked))
    if one.choices:
        return str(getattr(row, f"get_{one.name}_display")())
    value = getattr(row, one.name)
    kind = decision.text.get(one.name)
    if kind in {None, Text.FIXED, Text.NAME, Text.PUBLISHED} or (is_own and kind != Text.TOLD):
        return value
    if kind == Text.MODERATED:
        return _("The words of someone else are not in this copy.")
    return hide(value)


class Others:
    """The names of everybody else who appears in a person's rows, to be taken out of texts."""

    def __init__(self, person: Person) -> None:
        ids = set(_others(person))
        names = [*User.objects.filter(pk__in=ids).values_list("name", flat=True), *_nicknames(ids)]
        own = {*person.given_name.split(), *person.family_name.split(), *person.preferred_name.split()}
        words = {word for name in names for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)}
        hidden = sorted((one for one in words - own if len(one) >= SHORTEST_NAME), key=len, reverse=True)
        self.pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, hidden))})\b") if hidden else None

    def __call__(self, value: Any) -> Any:
        """The value without their names, however deep."""
        if self.pattern is None:
            return value
        if isinstance(value, str):
            return self.pattern.sub(_("[name]"), value)
        if isinstance(value, dict):
            return {key: self(one) for key, one in value.items()}
        return [self(one) for one in value] if isinstance(value, list | tuple) else value


def _others(person: Person) -> Iterable[UUID]:
    """Every account that a row about the person names, but their own."""
    for decision in DECISIONS.values():
        if not isinstance(decision.keep, Keep) or decision.keep.clear:
            continue
        links = [one.attname for one in decision.model._meta.local_fields if one.related_model is User]
        for link in links:
            found = decision.of(person).order_by().values_list(link, flat=True).distinct()
            yield from (one for one in found if one and one != person.user_id)


def _nicknames(ids: set[UUID]) -> Iterable[str]:
    """What these people are called elsewhere: a mentor's name for themselves."""
    for decision in DECISIONS.values():
        names = [name for name, kind in decision.text.items() if kind == Text.NAME]
        links = [one for one in decision.model._meta.local_fields if one.related_model is User and one.one_to_one]
        if decision.model is Person or not names or not links:
            continue
        for row in decision.model._base_manager.filter(**{f"{links[0].name}__in": ids}).values_list(*names):
            yield from (one for one in row if isinstance(one, str))


def typed(model: type[models.Model], kind: Text) -> set[str]:
    """The fields of a model that are of this class."""
    return {name for name, found in DECISIONS[model].text.items() if found == kind}
