"""Who reads confidential complaints in a prison, and how soon complaints are answered there."""

from typing import Any

from django.utils.translation import gettext as _

import rehab.complaints.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from rehab.complaints import readers
from rehab.complaints.models import ComplaintPeriod, ComplaintReader

LONGEST_WAIT = 20


@action(needs=Permission.COMPLAINT_SETUP)
def name_reader(place: Establishment, *, user: User, by: Any) -> ComplaintReader:
    """Name a manager of the prison. Nobody names themselves."""
    if by is not SYSTEM and user.pk == by.pk:
        raise DomainError(_("Somebody else must name you. You cannot name yourself."))
    if not readers.managers_of(place.pk).filter(pk=user.pk).exists():
        raise DomainError(_("This user is no manager of this prison."))
    given = {"given_by": None if by is SYSTEM else by}
    reader, is_new = ComplaintReader.objects.get_or_create(
        establishment=place, user=user, ended_at=None, defaults=given
    )
    if is_new:
        record(by, "complaints.reader_named", reader, user=user.pk, place=place.pk)
    return reader


@action(needs=Permission.COMPLAINT_SETUP)
def end_reader(reader: ComplaintReader, *, by: Any) -> ComplaintReader:
    ended = ComplaintReader.objects.filter(pk=reader.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by)
    if ended:
        record(by, "complaints.reader_ended", reader, user=reader.user_id, place=reader.establishment_id)
    reader.refresh_from_db()
    return reader


@action(needs=Permission.COMPLAINT_SETUP)
def set_days(place: Establishment, *, days: dict[str, int], by: Any) -> None:
    """How many working days each kind takes here, from the next complaint on. What was sent keeps its day."""
    for kind, count in days.items():
        if kind not in ComplaintPeriod.Kind.values or not 1 <= count <= LONGEST_WAIT:
            raise DomainError(_("An answer is due in 1 to %(most)s working days.") % {"most": LONGEST_WAIT})
        ComplaintPeriod.objects.update_or_create(establishment=place, kind=kind, defaults={"days": count})
    record(by, "complaints.days_set", place, days=days)
