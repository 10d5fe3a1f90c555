"""Writing down, apart from the licence, whom a condition protects."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.care.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from rehab.care.victims.models import VictimDetail


@action(needs=Permission.VICTIM_VIEW)
def add_victim_detail(
    person: Person,
    *,
    key: UUID,
    code: str,
    name: str = "",
    area_name: str = "",
    postcode: str = "",
    reason: str = "",
    by: Any,
) -> VictimDetail:
    """Keep it where the person cannot meet it."""
    Person.objects.locked(person)
    if done := VictimDetail.objects.filter(pk=key, person=person).first():
        return done
    if not (name or area_name or postcode):
        raise DomainError(_("Write a name, an area or a postcode."))
    if VictimDetail.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    detail = VictimDetail.objects.create(
        pk=key,
        person=person,
        code=code,
        name=name,
        area_name=area_name,
        postcode=postcode.upper(),
        reason=reason,
        added_by=by,
    )
    record(by, "victim.added", detail, code=code)
    return detail


@action(needs=Permission.VICTIM_VIEW)
def end_victim_detail(detail: VictimDetail, *, by: Any) -> VictimDetail:
    """It counts no more; it stays for the record."""
    ended = VictimDetail.objects.filter(pk=detail.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by)
    if ended:
        record(by, "victim.ended", detail)
    return detail
