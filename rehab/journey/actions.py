"""Having a leaving pack made."""

import json
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.journey.events  # noqa: F401
from justice_portal.access import Permission
from justice_portal.accounts.adapters import seal
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.jobs.queue import enqueue
from justice_portal.people.models import Person
from justice_portal.phones.actions import issue_join_code
from rehab.journey.jobs import make_leaving_pack
from rehab.journey.models import LeavingPack


@action(needs=Permission.PHONE_GIVE)
def make_pack(person: Person, *, key: UUID, by: Any) -> LeavingPack:
    """A new pack with a new code; the code of the pack before stops working. The same form sent twice is one pack."""
    if done := LeavingPack.objects.filter(pk=key, person=person).first():
        return done
    Person.objects.locked(person)
    going = LeavingPack.objects.filter(person=person, status=LeavingPack.Status.MAKING).select_related("job").first()
    if going and going.job and going.job.is_live:
        return going
    if LeavingPack.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    code = issue_join_code(person, by=by)
    language = "cy" if person.wants_welsh else "en"
    pack = LeavingPack.objects.create(
        pk=key, person=person, asked_by=by, language=language, made_in=person.establishment
    )
    sealed = seal().encrypt(json.dumps({"code": code}).encode()).decode()
    pack.job = enqueue(make_leaving_pack, pack.pk, sealed, key=f"leaving-pack:{pack.pk}", by=by)
    pack.save(update_fields=["job"])
    record(by, "journey.pack_asked", pack)
    return pack
