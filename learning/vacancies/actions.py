"""Bringing the list of jobs up to date, and keeping one on one's own list."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

import learning.vacancies.events  # noqa: F401
from justice_portal import clock
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


@action(needs=Permission.COURSE_WRITE)
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


@action(needs=Permission.COURSE_WRITE)
def close_vacancy(vacancy: Vacancy, *, by: Any) -> Vacancy:
    """It is gone before its last day. Who keeps it on their list reads that it has closed."""
    by_user = by if by.pk else None
    if Vacancy.objects.open().filter(pk=vacancy.pk).update(closed_at=clock.now(), closed_by=by_user):
        record(by, "vacancies.closed", vacancy)
    vacancy.refresh_from_db()
    return vacancy


@action(needs=Permission.COURSE_WRITE)
def reopen_vacancy(vacancy: Vacancy, *, by: Any) -> Vacancy:
    """It is there after all, until its last day."""
    if vacancy.closes_on < clock.today():
        raise DomainError(_("Its last day is over. Import the list with another last day."))
    if Vacancy.objects.filter(pk=vacancy.pk, closed_at__isnull=False).update(closed_at=None, closed_by=None):
        record(by, "vacancies.reopened", vacancy)
    vacancy.refresh_from_db()
    return vacancy


@action(needs=Permission.COURSE_WRITE)
def purge_vacancies(of: type[Vacancy], *, by: Any) -> int:
    """Take away what closed long ago and nobody keeps; tells how many that were."""
    count, _each = of.objects.long_closed().delete()
    if count:
        record(by, "vacancies.purged", of, count=count)
    return count


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
