"""A part of a CV that staff write beside the person: it waits until the person agrees."""

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
from justice_portal.notify import notify
from justice_portal.people.models import Person
from justice_portal.states import move
from learning.cv.actions import write_part
from learning.cv.models import CV, CVHelp
from learning.cv.parts import FIELDS, Part

Status = CVHelp.Status


@action(needs=Permission.LEARNING_ASSIGN)
def write_beside(person: Person, *, key: UUID, part: str, values: Mapping[str, Any], by: Any) -> CVHelp:
    """Staff write a part with the person. The CV stays as it is; the same form sent twice is one."""
    person = Person.objects.locked(person)
    if done := CVHelp.objects.filter(pk=key, person=person).first():
        return done
    if CVHelp.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    if person.user is None:
        raise DomainError(_("They have no account, so they cannot agree to it. The reception makes one first."))
    for old in CVHelp.objects.filter(person=person, part=part, status=Status.WAITING):
        move(old, Status.REPLACED, decided_at=clock.now())
    given = {name: values[name] for name in FIELDS[Part(part)]}
    made = CVHelp.objects.create(
        pk=key, person=person, part=part, values=given, written_by=by, made_in_id=person.establishment_id
    )
    record(by, "cv.written_beside", made, part=part)
    notify(person.user, "cv.helped", about=made)
    return made


@action(needs=Permission.LEARNING_DO)
def use_help(offered: CVHelp, *, by: Any) -> CVHelp:
    """The person agrees: from now on it stands in their CV, marked as written with help."""
    person = Person.objects.locked(offered.person)
    if CVHelp.objects.filter(pk=offered.pk, status=Status.AGREED).exists():
        return offered
    move(offered, Status.AGREED, decided_at=clock.now(), message=_("This is not waiting for you any more."))
    cv = CV.objects.filter(person=person).first()
    cv = write_part(person, part=offered.part, values=offered.values, version=cv.version if cv else 0, by=by)
    if cv.pk and cv.version:
        CV.objects.filter(pk=cv.pk).update(helped=sorted({*cv.helped, offered.part}))
    record(by, "cv.help_used", offered, part=offered.part)
    return offered


@action(needs=Permission.LEARNING_DO)
def leave_help(offered: CVHelp, *, by: Any) -> CVHelp:
    """The person does not want it. Their CV stays as it is."""
    if CVHelp.objects.filter(pk=offered.pk, status=Status.DECLINED).exists():
        return offered
    move(offered, Status.DECLINED, decided_at=clock.now(), message=_("This is not waiting for you any more."))
    record(by, "cv.help_left", offered, part=offered.part)
    return offered
