"""Writing a CV, and having it printed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import learning.cv.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.jobs.queue import enqueue
from justice_portal.people.models import Person
from learning.cv.jobs import make_cv
from learning.cv.models import CV, CVJob, CVPrint
from learning.cv.parts import FIELDS, MOST_JOBS, Part


class CVChanged(DomainError):
    """It was changed since the page was opened. cv: as it stands now."""

    def __init__(self, cv: CV) -> None:
        super().__init__(_("Your CV was changed on another page. Look at both. Then save the one you want."))
        self.cv = cv


@action(needs=Permission.LEARNING_DO)
def write_part(person: Person, *, part: str, values: Mapping[str, Any], version: int, by: Any) -> CV:
    """One part in the person's own words. version: of the CV when the page was opened, 0 when there was none."""
    cv = _locked(person)
    given = {name: values[name] for name in FIELDS[Part(part)]}
    if all(getattr(cv, name) == value for name, value in given.items()):
        return cv
    _must_be(cv, version)
    for name, value in given.items():
        setattr(cv, name, value)
    cv.helped = [one for one in cv.helped if one != part]  # now it is their own
    _changed(cv)
    record(by, "cv.written", cv, part=part)
    return cv


@action(needs=Permission.LEARNING_DO)
def write_job(person: Person, *, key: UUID, values: Mapping[str, str], version: int, by: Any) -> CVJob:
    """A piece of work, new or changed. key: chosen by the page of a new one; the same form sent twice is one."""
    cv = _locked(person)
    job = CVJob.objects.filter(pk=key, cv=cv.pk).first()
    if job and all(getattr(job, name) == value for name, value in values.items()):
        return job
    if job is None:
        if CVJob.objects.filter(pk=key).exists():
            raise DomainError(_("Please open the page again and try once more."))
        if CVJob.objects.filter(cv=cv.pk).count() >= MOST_JOBS:
            raise DomainError(_("One page can hold 6 jobs. Take one away first."))
        _changed(cv)
        job = CVJob.objects.create(pk=key, cv=cv, **values)
    else:
        _must_be(cv, version)
        _changed(cv)
        for name, value in values.items():
            setattr(job, name, value)
        job.save(update_fields=[*values])
    record(by, "cv.job_written", job)
    return job


@action(needs=Permission.LEARNING_DO)
def remove_job(job: CVJob, *, by: Any) -> None:
    cv = _locked(job.cv.person)
    record(by, "cv.job_removed", job)
    job.delete()
    _changed(cv)


@action(needs=Permission.LEARNING_VIEW)
def print_cv(cv: CV, *, key: UUID, by: Any) -> CVPrint:
    """A PDF of the CV as it is now. The same form sent twice is one print."""
    if done := CVPrint.objects.filter(pk=key, cv=cv).first():
        return done
    Person.objects.locked(cv.person)
    if CVPrint.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    made = CVPrint.objects.create(pk=key, cv=cv, asked_by=by)
    made.job = enqueue(make_cv, made.pk, key=f"cv:{made.pk}", by=by)
    made.save(update_fields=["job"])
    record(by, "cv.print_asked", made)
    return made


def _locked(person: Person) -> CV:
    """The person's CV until the transaction ends; when there is none, one that is kept with its first words."""
    person = Person.objects.locked(person)
    return CV.objects.filter(person=person).first() or CV(person=person, version=0)


def _must_be(cv: CV, version: int) -> None:
    if cv.version != version:
        raise CVChanged(cv)


def _changed(cv: CV) -> None:
    cv.version += 1
    cv.changed_at = clock.now()
    cv.save()
