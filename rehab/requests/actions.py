"""What a person does with their requests, or staff in their name: ask, add words, take back, say whether it was answered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

import rehab.requests.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.care.concern import hear
from rehab.care.victims.words import refuse_from_staff
from rehab.requests import recipients
from rehab.requests.due import due_after
from rehab.requests.models import RequestReply, SupportRequest
from rehab.requests.questions import typed
from rehab.requests.routing.models import RequestRoute, RequestType
from rehab.requests.urgent import sounds_urgent

#: Words on one request. Who has this much to say needs a talk.
MOST_REPLIES = 60


@action(needs=Permission.REQUEST_MAKE)
def ask(
    person: Person,
    *,
    key: UUID,
    type: RequestType,  # noqa: A002
    answers: Mapping[str, str],
    questions: list[Any] | None = None,
    how: str = SupportRequest.How.SELF,
    by: Any,
) -> SupportRequest:
    """Ask the prison for something. The same form sent twice is one request; one of a type may be open at a time.

    questions: the form that was filled in, where it is not the one of today: a sheet that was printed before it changed.
    """
    if done := SupportRequest.objects.filter(pk=key, person=person).first():
        return done
    route = (
        RequestRoute.objects.live(person.establishment_id).filter(type=type).first()
        if person.establishment_id
        else None
    )
    if route is None:
        raise DomainError(_("You cannot ask for this here now. Please talk to staff."))
    form = type.questions if questions is None else questions
    words = typed(form, answers)
    urgent = sounds_urgent(words)
    row = SupportRequest(
        pk=key,
        person=person,
        type=type,
        questions=form,
        answers=dict(answers),
        made_in=person.establishment,
        wing_id=person.wing_id,
        department=route.department,
        urgency=RequestType.Urgency.NOW if urgent else type.urgency,
        has_urgent_words=urgent,
        how=how,
        asked_by=by,
        due_at=due_after(route.days),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DomainError(_("You have asked for this already. Wait for the answer, or add to it.")) from None
    record(by, "requests.asked", row, type=type.code, how=how, due_at=row.due_at, urgent=urgent)
    if how != SupportRequest.How.SELF:
        notify(person.user, "requests.written_for_you", about=row)
        hear(person, words, about=row, by=by)
    if urgent or type.urgency == RequestType.Urgency.NOW:
        anyone(recipients.members(row), "requests.urgent", about=row)
    return row


@action(needs=Permission.REQUEST_SPEAK)
def reply(asked: SupportRequest, *, key: UUID, words: str, by: Any) -> RequestReply:
    """Words that both sides read. The first of staff's stops the clock of the first reply."""
    SupportRequest.objects.select_for_update(no_key=True).get(pk=asked.pk)  # of two sendings the second sees the first
    if done := RequestReply.objects.filter(pk=key, about=asked).first():
        return done
    if asked.status == SupportRequest.Status.WITHDRAWN:
        raise DomainError(_("This request was taken back."))
    if asked.replies.count() >= MOST_REPLIES or RequestReply.objects.filter(pk=key).exists():
        raise DomainError(_("There are many words on this request. Please talk to each other."))
    own = asked.person.user_id == by.pk
    refuse_from_staff(asked.person, by, words)
    role = Role.PERSON if own else recipients.role_of(by)
    said = RequestReply.objects.create(pk=key, about=asked, words=words, written_by=by, written_as=role)
    if not own:
        SupportRequest.objects.filter(pk=asked.pk, first_reply_at=None).update(first_reply_at=said.written_at)
        notify(asked.person.user, "requests.reply", about=asked)
    else:
        anyone(recipients.handlers(asked), "requests.person_wrote", about=asked)
        hear(asked.person, words, about=said, by=by)
    record(by, "requests.replied", said, subjects=[asked.person_id])
    return said


@action(needs=Permission.REQUEST_MAKE)
def withdraw(asked: SupportRequest, *, by: Any) -> SupportRequest:
    """Take it back. Staff may do so only for what they wrote in the person's name."""
    if asked.status == SupportRequest.Status.WITHDRAWN:
        return asked
    if by.pk not in {asked.person.user_id, asked.asked_by_id}:
        raise DomainError(_("Only the person can take this back."))
    message = _("This was answered. You cannot take it back now.")
    move(asked, SupportRequest.Status.WITHDRAWN, message=message, withdrawn_at=clock.now())
    record(by, "requests.withdrawn", asked)
    return asked


@action(needs=Permission.REQUEST_MAKE)
def give_verdict(asked: SupportRequest, *, verdict: str, by: Any) -> SupportRequest:
    """The person says whether what they asked was answered. Nobody says it for them."""
    if by.pk != asked.person.user_id:
        raise DomainError(_("Only the person can say this."))
    if not asked.is_decided:
        raise DomainError(_("This has no answer yet."))
    if asked.verdict == verdict:
        return asked
    SupportRequest.objects.filter(pk=asked.pk).update(verdict=verdict, verdict_at=clock.now())
    asked.refresh_from_db()
    record(by, "requests.verdict_given", asked, verdict=verdict)
    if verdict == SupportRequest.Verdict.NOT_ANSWERED:
        anyone(recipients.above(asked), "requests.not_answered", about=asked)
    return asked


@action(needs=Permission.REQUEST_MAKE)
def follow_person(person: Person, *, event: str, by: Any) -> int:
    """A transfer takes open requests along to the new prison; leaving prison ends them. How many were touched."""
    still = SupportRequest.objects.open().filter(person=person).select_related("type")
    touched = 0
    for asked in still:
        touched += _to_new_place(asked, person) if person.establishment_id else _ended_by_leaving(asked, person, event)
    if touched:
        record(by, "requests.moved_on", person, because=event, count=touched)
    return touched


def _to_new_place(asked: SupportRequest, person: Person) -> bool:
    """Their request waits at the same department here, with the time that it had; where there is none it ends."""
    if asked.made_in_id == person.establishment_id:
        return False
    route = RequestRoute.objects.live(person.establishment_id).filter(type=asked.type_id).first()
    if route is None:
        return _end(asked)
    SupportRequest.objects.filter(pk=asked.pk, status=SupportRequest.Status.SUBMITTED).update(
        made_in=person.establishment_id, wing=person.wing_id, department=route.department, taken_by=None, taken_at=None
    )
    return True


def _ended_by_leaving(asked: SupportRequest, person: Person, event: str) -> bool:
    """On the way to another prison it waits; out of prison there is nobody to answer it."""
    return person.place != Person.Place.TRANSFER and _end(asked)


def _end(asked: SupportRequest) -> bool:
    move(asked, SupportRequest.Status.WITHDRAWN, withdrawn_at=clock.now(), left_prison=True)
    record(SYSTEM, "requests.ended_by_leaving", asked)
    return True
