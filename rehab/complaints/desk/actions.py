"""What the readers of complaints do: answer; and the clock sends up what is late."""

from typing import Any

from django.utils.translation import gettext as _

import rehab.complaints.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.states import move
from rehab.complaints import readers
from rehab.complaints.models import Complaint


@action(needs=Permission.COMPLAINT_ANSWER)
def answer_complaint(complaint: Complaint, *, outcome: str, answer: str, by: Any) -> Complaint:
    """Answer it, once, with what was found. A second look is never by who answered first."""
    if complaint.is_answered and complaint.answered_by_id == by.pk and complaint.answer == answer:
        return complaint
    first = complaint.appeal_of.answered_by_id if complaint.appeal_of else None
    if by.pk in {complaint.person.user_id, first}:
        raise DomainError(_("Someone else must answer this."))
    if not answer.strip():
        raise DomainError(_("Say why, in words that they can read."))
    now = clock.now()
    move(
        complaint,
        Complaint.Status.ANSWERED,
        message=_("Somebody else answered this, or the person took it back. Open it again."),
        outcome=outcome,
        answer=answer,
        answered_at=now,
        answered_by=by,
    )
    late = now > complaint.due_at
    record(by, "complaints.answered", complaint, subjects=[complaint.person_id], outcome=outcome, late=late)
    notify(complaint.person.user, "complaints.answered", about=complaint)
    return complaint


@action(needs=Permission.COMPLAINT_ANSWER)
def step_up(complaint: Complaint, *, by: Any) -> bool:
    """A late complaint goes up by itself, once: to its readers again and to the managers of the estate."""
    changed = Complaint.objects.late().filter(pk=complaint.pk, stepped_up_at=None).update(stepped_up_at=clock.now())
    if not changed:
        return False
    told = anyone(readers.readers_of(complaint), "complaints.late", about=complaint, by_email=True)
    told += anyone(readers.far_above(), "complaints.late", about=complaint, by_email=True)
    record(by, "complaints.stepped_up", complaint, subjects=[complaint.person_id], told=[user.pk for user in told])
    return True
