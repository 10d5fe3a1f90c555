"""What the second person does with a change, and what its asker may still do."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.models import PendingChange
from justice_portal.changes.second_person import is_other, may_still_ask, subject
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.states import move

Status = PendingChange.Status


@action(needs=Permission.CHANGE_VIEW)
def approve_change(change: PendingChange, *, by: Any) -> PendingChange:
    """Agree: the change is made now, in the name of both. Who asked must still be one who may ask."""
    _check_second(change, by)
    if not may_still_ask(change):
        raise DomainError(_("Who asked for this may not ask for it any more. Someone else must ask again."))
    move(change, Status.APPROVED, decided_by=by, decided_at=clock.now())
    change.says.do(change, by)
    record(by, "change.approved", change, change=change.kind, asked_by=change.asked_by_id)
    notify(change.asked_by, "change.decided", about=change)
    return change


@action(needs=Permission.CHANGE_VIEW)
def refuse_change(change: PendingChange, *, by: Any) -> PendingChange:
    _check_second(change, by)
    move(change, Status.REFUSED, decided_by=by, decided_at=clock.now())
    record(by, "change.refused", change, change=change.kind, asked_by=change.asked_by_id)
    notify(change.asked_by, "change.decided", about=change)
    return change


@action(needs=Permission.CHANGE_VIEW)
def withdraw_change(change: PendingChange, *, by: Any) -> PendingChange:
    """The asker thought better of it."""
    if change.asked_by_id != by.pk:
        raise DomainError(_("Only who asked for this can take it back."))
    move(change, Status.WITHDRAWN, decided_by=by, decided_at=clock.now())
    record(by, "change.withdrawn", change, change=change.kind)
    return change


def _check_second(change: PendingChange, by: Any) -> None:
    require(by, change.says.needs, subject(change))
    if not is_other(change, by):
        raise DomainError(_("Someone else must look at this: not who asked, and not whom it is about."))
    if not change.is_waiting:
        raise DomainError(_("This was decided already, or waited for too long. Ask again if it is still needed."))
