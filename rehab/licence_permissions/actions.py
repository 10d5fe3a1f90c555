"""Asking "May I?", taking it back, and answering: always by somebody, always in words."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.licence_permissions.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.editing import refuse_unseen
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.care.concern import hear
from rehab.care.victims.words import refuse_victim_words
from rehab.licence_permissions.figures import managers, officers
from rehab.licence_permissions.models import LicencePermission

#: Nobody can answer a heap; and later than this is another question.
MOST_OPEN, LATEST = 10, timedelta(days=366)
Status, How = LicencePermission.Status, LicencePermission.How


@action(needs=Permission.MAY_I_ASK)
def ask_permission(person: Person, *, key: UUID, by: Any, **what: Any) -> LicencePermission:
    """By the person. Their officer is told at once. what: kind, what, place, starts_on and perhaps ends_on."""
    asked, is_new = _ask(person, key, what, {})
    if is_new:
        record(by, "may_i.asked", asked, kind=asked.kind, starts_on=asked.starts_on, ends_on=asked.ends_on)
        anyone(officers(person), "may_i.asked", about=asked)
    return asked


@action(needs=Permission.MAY_I_WRITE)
def write_permission(person: Person, *, key: UUID, how: str, by: Any, **what: Any) -> LicencePermission:
    """Staff type it for somebody beside them, on the phone, or from paper. It says so, and the person is told."""
    if how not in {How.BESIDE, How.PHONE, How.PAPER}:
        raise DomainError(_("Say how the person told you."))
    asked, is_new = _ask(person, key, what, {"how": how, "written_by_id": by.pk})
    if is_new:
        record(by, "may_i.written", asked, kind=asked.kind, how=how, starts_on=asked.starts_on, ends_on=asked.ends_on)
        hear(person, asked.what, asked.place, about=asked, by=by)
        notify(person.user, "may_i.written", about=asked)
        anyone([one for one in officers(person) if one != by], "may_i.asked", about=asked)
    return asked


@action(needs=Permission.MAY_I_ASK)
def say_wrong(asked: LicencePermission, *, words: str, by: Any) -> LicencePermission:
    """The person says that what staff typed for them is not what they asked. It stays as it was, with their words beside."""
    changed = {"wrong_at": clock.now(), "wrong_words": words}
    typed = LicencePermission.objects.filter(pk=asked.pk, written_by__isnull=False)
    if not typed.exists():
        raise DomainError(_("You wrote this yourself. You can take it back."))
    if typed.filter(wrong_at=None).update(**changed):
        asked.refresh_from_db()
        record(by, "may_i.said_wrong", asked)
        anyone({*officers(asked.person), asked.written_by}, "may_i.said_wrong", about=asked)
    return asked


def _ask(person: Person, key: UUID, what: dict[str, Any], typed: dict[str, Any]) -> tuple[LicencePermission, bool]:
    """The question, and whether it is new: the same form sent twice is one."""
    Person.objects.locked(person)
    if done := LicencePermission.objects.filter(pk=key, person=person).first():
        return done, False
    last = what.get("ends_on") or what["starts_on"]
    _check_days(what["starts_on"], last)
    if LicencePermission.objects.open().filter(person=person).count() >= MOST_OPEN:
        raise DomainError(_("You have asked for many things. Wait for an answer first."))
    if LicencePermission.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    given = {**what, "ends_on": last, "made_in": person.establishment, **typed}
    return LicencePermission.objects.create(pk=key, person=person, **given), True


def _check_days(starts_on: date, last: date) -> None:
    if starts_on < clock.today():
        raise DomainError(_("Pick a date that is today or later."))
    if last < starts_on:
        raise DomainError(_("The last day must be the first day or later."))
    if last > clock.today() + LATEST:
        raise DomainError(_("That date is too far away."))


@action(needs=Permission.MAY_I_ASK)
def withdraw_permission(asked: LicencePermission, *, by: Any) -> LicencePermission:
    if asked.status == Status.WITHDRAWN:
        return asked
    move(asked, Status.WITHDRAWN)
    record(by, "may_i.withdrawn", asked)
    return asked


@action(needs=Permission.MAY_I_ANSWER)
def answer_permission(
    asked: LicencePermission,
    *,
    is_yes: bool,
    answer: str,
    limits: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    seen: str | None = None,
    by: Any,
) -> LicencePermission:
    """Yes, with its days and limits, or no, with the reason. A yes can be ended later by a no with its reason.

    seen: the stamp of the answer that the page showed: nobody's no ends a yes that they have not read.
    """
    to = Status.AGREED if is_yes else Status.REFUSED
    if by.pk is None:
        raise DomainError(_("Only a person can answer this."))
    if asked.status == to and asked.answer == answer:
        return asked
    refuse_unseen(seen, asked.answered)
    refuse_victim_words(asked.person, answer, limits)
    if not answer:
        raise DomainError(_("Write a reason."))
    first, last = from_on or asked.starts_on, to_on or asked.ends_on
    if is_yes and (last < first or last > clock.today() + LATEST):
        raise DomainError(_("The last day must be the first day or later."))
    if is_yes and last < clock.today():
        raise DomainError(_("These days are over. Nothing can be allowed any more."))
    days: dict[str, Any] = {"from_on": first, "to_on": last} if is_yes else {}
    old = asked.status
    move(asked, to, answer=answer, limits=limits, answered_at=clock.now(), answered_by_id=by.pk, **days)
    record(by, "may_i.answered", asked, old=old, status=to, from_on=asked.from_on, to_on=asked.to_on)
    notify(asked.person.user, "may_i.answered", about=asked)
    return asked


@action(needs=Permission.MAY_I_VIEW)
def remind_officers(asked: LicencePermission, *, climbs: bool, by: Any) -> list[User]:
    """The day is near and nobody answered: tell the officers, and when it climbs their managers too. It stays open."""
    users = [*officers(asked.person), *(managers(asked.person) if climbs else [])]
    told = anyone(users, "may_i.waits", about=asked, by_email=climbs)
    record(by, "may_i.reminded", asked, told=[user.pk for user in told], climbs=climbs)
    return told
