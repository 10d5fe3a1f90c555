"""Bringing the list of jobs up to date, and keeping one on one's own list."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

import learning.vacancies.events  # noqa: F401
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.vacancies.importer import Fact
from learning.vacancies.models import KeptVacancy, Vacancy

MOST_KEPT = 50


@dataclass(frozen=True)
class Loaded:
    added: int
    changed: int
    same: int


@action(needs=Permission.COURSE_EDIT)
def load_vacancies(of: type[Vacancy], *, facts: list[Fact], by: Any) -> Loaded:
    """All rows or none, by their key; what is in no row is left alone until it closes. Sent again it changes nothing."""
    there = {one.source_key: one for one in of.objects.filter(source_key__in=[fact.key for fact in facts])}
    added, changed = [], []
    for fact in facts:
        one = there.get(fact.key)
        if one is None:
            added.append(of(source_key=fact.key, **fact.told))
        elif any(getattr(one, name) != value for name, value in fact.told.items()):
            for name, value in fact.told.items():
                setattr(one, name, value)
            changed.append(one)
    of.objects.bulk_create(added, batch_size=1000)
    if changed:
        of.objects.bulk_update(changed, list(facts[0].told), batch_size=500)
    loaded = Loaded(len(added), len(changed), len(facts) - len(added) - len(changed))
    record(by, "vacancies.loaded", of, added=loaded.added, changed=loaded.changed, same=loaded.same)
    return loaded


@action(needs=Permission.LEARNING_DO)
def keep_vacancy(person: Person, *, vacancy: Vacancy, by: Any) -> KeptVacancy:
    """On my list; kept twice it is there once."""
    Person.objects.locked(person)
    if there := KeptVacancy.objects.filter(person=person, vacancy=vacancy).first():
        return there
    if not vacancy.is_open:
        raise DomainError(_("This job is closed. Look for a new one."))
    if KeptVacancy.objects.filter(person=person).count() >= MOST_KEPT:
        raise DomainError(_("Your list is full. Take a job off it first."))
    kept = KeptVacancy.objects.create(person=person, vacancy=vacancy)
    record(by, "vacancies.kept", kept, vacancy=vacancy.pk)
    return kept


@action(needs=Permission.LEARNING_DO)
def drop_vacancy(kept: KeptVacancy, *, by: Any) -> None:
    record(by, "vacancies.dropped", kept, vacancy=kept.vacancy_id)
    kept.delete()
