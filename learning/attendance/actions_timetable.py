"""The timetable: classes, when they meet, and days on which they do not."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

import learning.attendance.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.notify import anyone
from learning.attendance.models import CancelledSession, ClassPlace, Meeting, RegisterMark, TaughtClass

#: A class ends, or a session is cancelled, at most so long ahead.
AHEAD = timedelta(days=366)
#: A session that was not held is said to be cancelled at most so long after.
BACK = timedelta(days=60)


class Slot(NamedTuple):
    weekday: int
    starts: time
    minutes: int


@action(needs=Permission.LEARNING_ASSIGN)
def make_class(
    place: Establishment, *, key: UUID, title: str, room: str, meetings: Sequence[Slot], by: Any
) -> TaughtClass:
    if done := TaughtClass.objects.filter(pk=key, establishment=place).first():
        return done
    if TaughtClass.objects.filter(pk=key).exists():
        raise DomainError(_("This page is too old. Open it again, then send."))
    made = TaughtClass.objects.create(
        pk=key, establishment=place, title=title, room=room, from_on=clock.today(), made_by=by if by.pk else None
    )
    Meeting.objects.bulk_create(Meeting(taught_class=made, from_on=made.from_on, **one._asdict()) for one in meetings)
    record(by, "class.made", made, meetings=len(meetings))
    return made


@action(needs=Permission.LEARNING_ASSIGN)
def change_class(
    taught: TaughtClass, *, version: int, title: str, room: str, meetings: Sequence[Slot], by: Any
) -> TaughtClass:
    """Its name, its room, and from today its days. Sessions and registers before today stay as they were."""
    taught = _running(taught)
    live = {one.weekday: one for one in Meeting.objects.filter(taught_class=taught, until_on=None)}
    now = {Slot(one.weekday, one.starts, one.minutes) for one in live.values()}
    if (taught.title, taught.room) == (title, room) and now == set(meetings):
        return taught
    if taught.version != version:
        raise DomainError(_("Somebody else has changed this class. Look at what it says now, then save again."))
    for gone in now - set(meetings):
        _end_meeting(live[gone.weekday])
    new = set(meetings) - now
    Meeting.objects.bulk_create(
        Meeting(taught_class=taught, from_on=clock.today(), **one._asdict()) for one in sorted(new)
    )
    TaughtClass.objects.filter(pk=taught.pk).update(title=title, room=room, version=version + 1)
    record(by, "class.changed", taught, meetings=len(meetings), new=len(new), gone=len(now - set(meetings)))
    if new or now - set(meetings):
        _tell(taught, "attendance.moved")
    return TaughtClass.objects.get(pk=taught.pk)


def _end_meeting(one: Meeting) -> None:
    """It was on until yesterday; one that began today, and has no register yet, never was."""
    taken = RegisterMark.objects.filter(taught_class=one.taught_class_id, on=clock.today()).exists()
    if one.from_on >= clock.today() and not taken:
        one.delete()
        return
    last = clock.today() if taken else clock.today() - timedelta(days=1)
    Meeting.objects.filter(pk=one.pk).update(until_on=last)


@action(needs=Permission.LEARNING_ASSIGN)
def end_class(taught: TaughtClass, *, last_on: date, by: Any) -> TaughtClass:
    """Its last day. Who is in it is told; registers and marks stay. Until then another last day may be given."""
    taught = _running(taught)
    if taught.until_on == last_on:
        return taught
    if not clock.today() <= last_on <= clock.today() + AHEAD:
        raise DomainError(_("The last day must be today or later, within a year."))
    TaughtClass.objects.filter(pk=taught.pk).update(until_on=last_on)
    record(by, "class.ended", taught, old=taught.until_on, new=last_on)
    _tell(taught, "attendance.ends")
    return TaughtClass.objects.get(pk=taught.pk)


@action(needs=Permission.LEARNING_ASSIGN)
def cancel_session(taught: TaughtClass, *, key: UUID, on: date, why: str, words: str = "", by: Any) -> CancelledSession:
    """It is not on. Its learners are told why; it counts against nobody."""
    taught = _running(taught)
    standing = CancelledSession.objects.standing().filter(taught_class=taught, on=on).first()
    if standing or (standing := CancelledSession.objects.filter(pk=key, taught_class=taught).first()):
        return standing
    if not taught.meets_on(on):
        raise DomainError(_("The class does not meet on this day."))
    if not clock.today() - BACK <= on <= clock.today() + AHEAD:
        raise DomainError(_("This day is too far away."))
    if RegisterMark.objects.filter(taught_class=taught, on=on).exists():
        raise DomainError(_("This session has a register, so it was held. Put the register right instead."))
    by_user = by if by.pk else None
    made = CancelledSession.objects.create(
        pk=key, taught_class=taught, on=on, why=why, words=words, cancelled_by=by_user
    )
    record(by, "class.session_cancelled", made, on=on, why=why)
    _tell(taught, "attendance.cancelled")
    return made


@action(needs=Permission.LEARNING_ASSIGN)
def restore_session(cancelled: CancelledSession, *, by: Any) -> CancelledSession:
    """It is on after all."""
    facts = {"restored_at": clock.now(), "restored_by": by if by.pk else None}
    if CancelledSession.objects.standing().filter(pk=cancelled.pk).update(**facts):
        record(by, "class.session_restored", cancelled, on=cancelled.on)
        _tell(cancelled.taught_class, "attendance.restored")
    cancelled.refresh_from_db()
    return cancelled


def _running(taught: TaughtClass) -> TaughtClass:
    """The class as it is now, until the transaction ends. Raises DomainError when it is over."""
    found = TaughtClass.objects.select_for_update().get(pk=taught.pk)
    if found.is_over:
        raise DomainError(_("This class has ended."))
    return found


def _tell(taught: TaughtClass, kind: str) -> None:
    live = ClassPlace.objects.live().filter(taught_class=taught, person__user__isnull=False)
    anyone(User.objects.filter(pk__in=live.values("person__user")), kind)
