"""What staff do with requests: take up, pass on, note, decide; and the clock sends up what is late."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.requests.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.states import move
from rehab.care.victims.words import refuse_from_staff
from rehab.requests import recipients
from rehab.requests.due import UP_AGAIN
from rehab.requests.models import RequestNote, SupportRequest
from rehab.requests.routing.models import Department, RequestType

#: What one click may answer at once. More than that nobody has read.
MOST_AT_ONCE = 25


@action(needs=Permission.REQUEST_ANSWER)
def take(asked: SupportRequest, *, by: Any) -> SupportRequest:
    """Look into it. The person sees that somebody does."""
    if asked.taken_by_id == by.pk:
        return asked
    _require_open(asked)
    SupportRequest.objects.filter(pk=asked.pk, status=SupportRequest.Status.SUBMITTED).update(
        taken_by=by, taken_at=clock.now()
    )
    asked.refresh_from_db()
    record(by, "requests.taken", asked)
    return asked


@action(needs=Permission.REQUEST_NOTE)
def note(asked: SupportRequest, *, key: UUID, words: str, by: Any) -> RequestNote:
    """Words that only staff read."""
    SupportRequest.objects.select_for_update(no_key=True).get(pk=asked.pk)  # of two sendings the second sees the first
    if done := RequestNote.objects.filter(pk=key, about=asked).first():
        return done
    if RequestNote.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    noted = RequestNote.objects.create(pk=key, about=asked, words=words, written_by=by)
    record(by, "requests.noted", noted, subjects=[asked.person_id])
    return noted


@action(needs=Permission.REQUEST_NOTE)
def forward(asked: SupportRequest, *, key: UUID, department: Department, words: str, by: Any) -> SupportRequest:
    """Pass it on to another department of the same prison. The note stays with staff; the clock does not start again."""
    if RequestNote.objects.filter(pk=key, about=asked).exists():
        return asked
    _require_open(asked)
    if department.establishment_id != asked.made_in_id:
        raise DomainError(_("This department is in another prison."))
    if department.pk == asked.department_id:
        raise DomainError(_("It is with this department already."))
    old = asked.department_id
    moved = SupportRequest.objects.filter(pk=asked.pk, status=SupportRequest.Status.SUBMITTED, department=old).update(
        department=department, taken_by=None, taken_at=None
    )
    if not moved:
        raise DomainError(_("Somebody else passed it on or answered it just now. Open it again."))
    RequestNote.objects.create(
        pk=key, about=asked, words=words, from_department_id=old, to_department=department, written_by=by
    )
    asked.refresh_from_db()
    record(by, "requests.forwarded", asked, old=old, new=department.pk)
    anyone(recipients.members(asked), "requests.forwarded", about=asked)
    return asked


@action(needs=Permission.REQUEST_ANSWER)
def decide(asked: SupportRequest, *, status: str, reason: str, by: Any) -> SupportRequest:
    """Yes or no, with the reason in words that the person reads. Sent twice it is one decision."""
    if asked.status == status and asked.decided_by_id == by.pk and asked.reason == reason:
        return asked
    if asked.person.user_id == by.pk:
        raise DomainError(_("You asked this yourself. Someone else must answer it."))
    if not reason.strip():
        raise DomainError(_("Say why, in words that they can read."))
    refuse_from_staff(asked.person, by, reason)
    now = clock.now()
    move(
        asked,
        status,
        message=_("Somebody else answered this, or it was taken back. Open it again."),
        reason=reason,
        decided_at=now,
        decided_by=by,
        decided_as=recipients.role_of(by),
        first_reply_at=asked.first_reply_at or now,
    )
    record(by, "requests.decided", asked, status=status, late=now > asked.due_at)
    notify(asked.person.user, "requests.decided", about=asked)
    return asked


@action(needs=Permission.REQUEST_DESK)
def decide_many(
    of: type[SupportRequest], *, chosen: Sequence[SupportRequest], status: str, reason: str, by: Any
) -> int:
    """Answer several of one type with the same words, all or none: nothing urgent, nothing private."""
    if not 1 <= len(chosen) <= MOST_AT_ONCE:
        raise DomainError(_("Choose 1 to %(most)s requests.") % {"most": MOST_AT_ONCE})
    if len({asked.type_id for asked in chosen}) > 1:
        raise DomainError(_("Choose requests of one type. The same words must fit them all."))
    for asked in chosen:
        if asked.urgency == RequestType.Urgency.NOW or asked.department.is_private:
            raise DomainError(_("Urgent and private requests are answered one by one."))
        if not may(by, Permission.REQUEST_ANSWER, asked):
            raise DomainError(_("One of these is not yours to answer."))
        decide(asked, status=status, reason=reason, by=by)
    record(by, "requests.decided", of, subjects=[asked.person_id for asked in chosen], status=status, count=len(chosen))
    return len(chosen)


@action(needs=Permission.REQUEST_ANSWER)
def step_up(asked: SupportRequest, *, by: Any) -> bool:
    """A late request goes up by itself: to heads and managers, then to the managers of the estate. Once each."""
    step = _next_step(asked)
    if step is None:
        return False
    changed = SupportRequest.objects.filter(
        pk=asked.pk, status=SupportRequest.Status.SUBMITTED, step=asked.step
    ).update(step=step, stepped_up_at=clock.now())
    if not changed:
        return False
    asked.refresh_from_db()
    told = anyone(recipients.above(asked), "requests.late", about=asked, by_email=True)
    if step > 1:
        told += anyone(recipients.far_above(), "requests.late", about=asked, by_email=True)
    if not told:
        told = anyone(recipients.members(asked), "requests.late", about=asked, by_email=True)
    record(by, "requests.stepped_up", asked, step=step, told=[user.pk for user in told])
    return True


def _next_step(asked: SupportRequest) -> int | None:
    """How high a request belongs now, if that is higher than it is."""
    if not asked.is_late:
        return None
    wanted = 2 if clock.now() > asked.due_at + UP_AGAIN else 1
    return wanted if wanted > asked.step else None


def _require_open(asked: SupportRequest) -> None:
    if not asked.is_open:
        raise DomainError(_("This request has an answer already, or was taken back."))
