"""From the public page to an invitation. The account comes only when two people of the prison agree."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.grants import Role
from justice_portal.invitations.actions import ask_to_invite
from justice_portal.states import move
from mentoring.mentors.becoming.models import MentorInterest

#: More than this waiting for one prison is no list that anybody reads.
MOST_WAITING = 300


@action(needs=Permission.MATCH_MANAGE)
def tell_interest(
    establishment: Establishment, *, key: UUID, name: str, email: str, why: str, by: Any
) -> MentorInterest | None:
    """What somebody wrote on the public page, once; None when it stands there already. by: the product, for a visitor."""
    rows = MentorInterest.objects.waiting().filter(establishment=establishment)
    if rows.count() >= MOST_WAITING:
        raise DomainError(_("Many people asked here. Please try again in a few weeks."))
    what = {"establishment": establishment, "name": name, "email": email.strip().lower(), "why": why}
    try:
        with transaction.atomic():
            made = MentorInterest.objects.create(pk=key, **what)
    except IntegrityError:  # the same form twice, or the same person again: the answer is the same
        return None
    record(by, "mentors.interest_told", made, place=establishment.pk)
    return made


@action(needs=Permission.MATCH_MANAGE)
def invite_interested(interest: MentorInterest, *, by: Any) -> MentorInterest:
    """Ask a second person to agree to the invitation; its email opens a mentor's account, once and not for long."""
    if interest.status == MentorInterest.Status.INVITED:
        return interest
    move(interest, MentorInterest.Status.INVITED, decided_at=clock.now(), decided_by_id=by.pk)
    ask_to_invite(interest.establishment, email=interest.email, name=interest.name, role=Role.MENTOR, by=by)
    record(by, "mentors.interest_invited", interest)
    return interest


@action(needs=Permission.MATCH_MANAGE)
def refuse_interested(interest: MentorInterest, *, by: Any) -> MentorInterest:
    """They are not invited. The page said that nobody who is not hears from us."""
    if interest.status == MentorInterest.Status.REFUSED:
        return interest
    move(interest, MentorInterest.Status.REFUSED, decided_at=clock.now(), decided_by_id=by.pk)
    record(by, "mentors.interest_refused", interest)
    return interest


@action(needs=Permission.MATCH_MANAGE)
def forget_interest(interest: MentorInterest, *, by: Any) -> None:
    """What they wrote goes, as the page said, whatever came of it."""
    record(by, "mentors.interest_forgotten", interest)
    interest.delete()
