"""Opening letters: asked for with a reason, decided by a governor who is named for it, done before the person's eyes (T49)."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.notify import anyone, notify, seen
from justice_portal.states import move
from mentoring.privileged.models import PrivilegedThread
from mentoring.privileged.opening.models import NamedGovernor, Opening
from mentoring.privileged.reading import ReadLetter, is_party, read_opened

Status = Opening.Status


@action(needs=Permission.LEGAL_OPEN)
def ask_to_name_governor(place: Establishment, *, user: User, by: Any) -> PendingChange:
    """Ask a second manager to name this one."""
    if not may(user, Permission.LEGAL_OPEN, place):
        raise DomainError(_("No manager of this prison has this user name."))
    if NamedGovernor.objects.live().filter(establishment=place, user=user).exists():
        raise DomainError(_("They are named already."))
    change = ask("privileged.governor", {"user": str(user.pk)}, about_id=place.pk, establishment=place, by=by)
    record(by, "privileged.governor_asked", place, user=user, change=change.pk)
    return change


@action(needs=Permission.LEGAL_OPEN)
def name_governor(place: Establishment, *, user: User, asked_by: User, by: Any) -> NamedGovernor:
    """From now on they decide for this prison."""
    if not may(user, Permission.LEGAL_OPEN, place) or by.pk in {user.pk, asked_by.pk}:
        raise DomainError(_("No manager of this prison has this user name."))
    named, _is_new = NamedGovernor.objects.get_or_create(
        establishment=place, user=user, ended_at=None, defaults={"asked_by": asked_by, "named_by": by}
    )
    record(by, "privileged.governor_named", named, user=user, asked_by=asked_by)
    return named


@action(needs=Permission.LEGAL_OPEN)
def end_governor(named: NamedGovernor, *, by: Any) -> NamedGovernor:
    """One manager is enough to take it away."""
    if NamedGovernor.objects.filter(pk=named.pk, ended_at=None).update(ended_at=clock.now(), ended_by_id=by.pk):
        record(by, "privileged.governor_ended", named, user=named.user_id)
    return named


@action(needs=Permission.LEGAL_OPEN)
def ask_to_open(thread: PrivilegedThread, *, key: UUID, reason: str, cause: str, by: Any) -> Opening:
    """Ask the governor. Only while the person is in a prison: nobody has that authority outside one."""
    if done := Opening.objects.filter(pk=key, thread=thread, asked_by=by).first():
        return done
    place = thread.person.establishment
    if place is None:
        raise DomainError(_("The person is in no prison now. Nobody may open these letters."))
    if by.pk in {thread.adviser_id, thread.person.user_id}:
        raise DomainError(_("You write in this thread yourself."))
    try:
        with transaction.atomic():
            opening: Opening = Opening.objects.create(
                pk=key, thread=thread, reason=reason, cause=cause, asked_by=by, made_in=place
            )
    except IntegrityError:
        raise DomainError(_("Somebody asked already. The governor has not decided yet.")) from None
    record(by, "privileged.opening_asked", opening, thread=thread, reason=reason)
    named = NamedGovernor.objects.live().filter(establishment=place).exclude(user=by).values("user")
    anyone(User.objects.filter(pk__in=named), "privileged.opening_asked", about=opening)
    return opening


@action(needs=Permission.LEGAL_OPEN)
def decide_opening(opening: Opening, *, is_given: bool, by: Any) -> Opening:
    """The governor's word: theirs alone who is named for the prison where the person is now, and never who asked."""
    thread = opening.thread
    named = NamedGovernor.objects.live().filter(establishment=thread.person.establishment_id, user=by.pk)
    if not named.exists():
        raise DomainError(_("Only a governor who is named for this prison decides this."))
    if by.pk == opening.asked_by_id or is_party(thread, by):
        raise DomainError(_("Someone else must decide: you asked for it yourself."))
    given = {"decided_at": clock.now(), "decided_by_id": by.pk}
    move(opening, Status.GIVEN if is_given else Status.REFUSED, **given)
    record(by, "privileged.opening_decided", opening, thread=thread, given=is_given)
    notify(opening.asked_by, "privileged.opening_decided", about=opening)
    return opening


@action(needs=Permission.LEGAL_OPEN)
def open_letters(opening: Opening, *, by: Any) -> Opening:
    """Use the authority, in the time that it has. The person and the adviser are told in the same moment."""
    if opening.asked_by_id != by.pk:
        raise DomainError(_("Only who asked may open them."))
    if opening.status == Status.OPENED:
        return opening
    if not opening.is_in_time:
        raise DomainError(_("The authority was for one day, and the day is over. Ask again if it is still needed."))
    move(opening, Status.OPENED, opened_at=clock.now())
    record(by, "privileged.letters_opened", opening, thread=opening.thread_id, authority=opening.decided_by_id)
    notify(opening.thread.person.user, "privileged.letters_opened", about=opening.thread)
    notify(opening.thread.adviser, "privileged.letters_opened", about=opening.thread, by_email=True)
    return opening


@action(needs=Permission.LEGAL_OPEN)
def look_at_letters(opening: Opening, *, by: Any) -> list[ReadLetter]:
    """The words, for who asked, while the authority lasts. Each look leaves a row."""
    read = read_opened(opening, user=by)
    seen(by, opening)
    record(by, "privileged.letters_looked_at", opening, thread=opening.thread_id, count=len(read))
    return read
