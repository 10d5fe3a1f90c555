"""What a person does with a complaint: send it, take it back, say whether it was answered, ask for a second look.

Staff send one only for somebody who cannot.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.complaints.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.care.concern import hear
from rehab.complaints import readers
from rehab.complaints.due import days_of, due_after
from rehab.complaints.models import Complaint, ComplaintPeriod

MOST_OPEN = 10


@action(needs=Permission.COMPLAINT_MAKE)
def make_complaint(person: Person, *, key: UUID, by: Any, **given: Any) -> Complaint:
    """Send it. The same form sent twice is one complaint. Whoever it is about never reads it.

    given: kind, about, words, wanted and kept_from, as in ComplaintForm.
    """
    if done := Complaint.objects.filter(pk=key, person=person).first():
        return done
    made = _send(person, key, **given)
    record(by, "complaints.sent", made, subjects=[person.pk], **_chosen(made))
    return made


@action(needs=Permission.COMPLAINT_TAKE)
def take_down(person: Person, *, key: UUID, how: str, by: Any, **given: Any) -> Complaint:
    """Staff write it for somebody who cannot. It is marked so, the person sees it, and who wrote it never reads it by that."""
    if done := Complaint.objects.filter(pk=key, person=person).first():
        return done
    if person.user_id == by.pk or how not in {Complaint.How.SAID, Complaint.How.PAPER}:
        raise DomainError(_("Say how they told you."))
    made = _send(person, key, how=how, written_by=by, **given)
    record(by, "complaints.taken_down", made, subjects=[person.pk], how=how, **_chosen(made))
    notify(person.user, "complaints.written_for_you", about=made)
    hear(person, made.words, made.wanted, about=made, by=by)
    return made


def _send(
    person: Person, key: UUID, *, words: str, wanted: str = "", kept_from: Iterable[Any] = (), **given: Any
) -> Complaint:
    place = person.establishment_id
    if not place:
        raise DomainError(_("You are not in a prison now. Talk to your officer."))
    Person.objects.locked(person)
    if Complaint.objects.filter(person=person).open().count() >= MOST_OPEN or Complaint.objects.filter(pk=key).exists():
        raise DomainError(_("Many of your complaints wait for an answer. Please wait, or talk to staff you trust."))
    spoken = readers.spoken_of(f"{words} {wanted}", readers.managers_of(place) | readers.far_above())
    made = Complaint.objects.create(
        pk=key, person=person, words=words, wanted=wanted, made_in_id=place,
        kept_from=sorted({UUID(str(one)) for one in kept_from} | spoken), due_at=due_after(days_of(place, given["kind"])),
        **given,
    )  # fmt: skip
    _tell(made, "complaints.sent")
    return made


def _chosen(made: Complaint) -> dict[str, Any]:
    return {"kind": made.kind, "about": made.about, "kept_from": made.kept_from}


@action(needs=Permission.COMPLAINT_MAKE)
def withdraw(complaint: Complaint, *, by: Any) -> Complaint:
    """The person takes it back, nobody for them. Its readers still read it, and hear of it: somebody may have pressed them."""
    if complaint.status == Complaint.Status.WITHDRAWN:
        return complaint
    if by.pk != complaint.person.user_id:
        raise DomainError(_("Only the person can take this back."))
    message = _("This was answered. You cannot take it back now.")
    move(complaint, Complaint.Status.WITHDRAWN, message=message, withdrawn_at=clock.now())
    record(by, "complaints.withdrawn", complaint, subjects=[complaint.person_id])
    anyone(readers.readers_of(complaint), "complaints.withdrawn", about=complaint)
    return complaint


@action(needs=Permission.COMPLAINT_MAKE)
def give_verdict(complaint: Complaint, *, verdict: str, by: Any) -> Complaint:
    """The person says whether it was answered; who answers hears when it was not."""
    if by.pk != complaint.person.user_id:
        raise DomainError(_("Only the person can say this."))
    if not complaint.is_answered:
        raise DomainError(_("This has no answer yet."))
    if complaint.verdict == verdict:
        return complaint
    Complaint.objects.filter(pk=complaint.pk).update(verdict=verdict, verdict_at=clock.now())
    complaint.refresh_from_db()
    record(by, "complaints.verdict_given", complaint, subjects=[complaint.person_id], verdict=verdict)
    if verdict == Complaint.Verdict.NOT_ANSWERED:
        anyone(readers.readers_of(complaint), "complaints.not_answered", about=complaint)
    return complaint


@action(needs=Permission.COMPLAINT_MAKE)
def appeal(complaint: Complaint, *, key: UUID, words: str, by: Any) -> Complaint:
    """The next step, once: somebody else looks again, with a clock of its own."""
    Person.objects.locked(complaint.person)
    if done := Complaint.objects.filter(appeal_of=complaint).first():
        return done
    if by.pk != complaint.person.user_id:
        raise DomainError(_("Only the person can say this."))
    if complaint.appeal_of_id or complaint.verdict != Complaint.Verdict.NOT_ANSWERED:
        raise DomainError(_("This cannot be looked at again now."))
    if Complaint.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    spoken = readers.spoken_of(words, readers.managers_of(complaint.made_in_id) | readers.far_above())
    made = Complaint.objects.create(
        pk=key, person=complaint.person, kind=complaint.kind, about=complaint.about, words=words,
        kept_from=sorted({*complaint.kept_from, *spoken}), appeal_of=complaint, made_in_id=complaint.made_in_id,
        due_at=due_after(days_of(complaint.made_in_id, ComplaintPeriod.Kind.APPEAL)),
    )  # fmt: skip
    record(by, "complaints.appealed", made, subjects=[complaint.person_id])
    _tell(made, "complaints.sent")
    return made


def _tell(complaint: Complaint, kind: str) -> None:
    """Tell who is to answer; the managers of the estate when nobody in the prison may. Refused when nobody at all may."""
    here = readers.readers_of(complaint)
    if complaint.appeal_of and complaint.appeal_of.answered_by_id:
        here = here.exclude(pk=complaint.appeal_of.answered_by_id)
    told = anyone(here, kind, about=complaint) or anyone(readers.far_above(), kind, about=complaint)
    if not told:
        raise DomainError(
            _(
                "Nobody here can read this now. Nothing was sent. Ask for a paper form, or write to the monitoring board."
            )
        )
