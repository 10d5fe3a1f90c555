"""Opening a record in an emergency, and looking at it afterwards."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.protected.glass.figures import cannot_be_opened, reachable, tries
from justice_portal.protected.models import BrokenGlass
from justice_portal.protected.staff import managers_of, place_of

LASTS = timedelta(minutes=60)
#: Numbers that open nothing: so many in an hour, and no number opens anything for the rest of it.
MOST_TRIES = 5


@action(needs=Permission.GLASS_BREAK)
def break_glass(of: type[BrokenGlass], *, key: UUID, person: Person, reason: str, words: str, by: Any) -> BrokenGlass:
    """Open a record, to read, for an hour. The manager is told at once."""
    if done := of.objects.filter(pk=key, user=by, person=person).first():
        return done
    if not reachable(by).filter(pk=person.pk).exists():
        raise DomainError(cannot_be_opened())
    now = clock.now()
    glass = of.objects.create(
        pk=key, person=person, user=by, reason=reason, words=words, opened_at=now, ends_at=now + LASTS, **place_of(by)
    )
    record(by, "protected.glass_broken", glass, reason=reason, ends_at=glass.ends_at)
    anyone(managers_of(by), "protected.glass_broken", about=glass, by_email=True)
    return glass


@action(needs=Permission.GLASS_BREAK)
def refuse_glass(of: type[BrokenGlass], *, reason: str, by: Any) -> int:
    """A number opened nothing; how often that happened in the last hour."""
    record(by, "protected.glass_refused", of, reason=reason)
    return tries(by)


@action(needs=Permission.GLASS_BREAK)
def end_glass(glass: BrokenGlass, *, by: Any) -> BrokenGlass:
    """The emergency is over before the hour is."""
    if BrokenGlass.objects.live().filter(pk=glass.pk).update(ends_at=clock.now()):
        record(by, "protected.glass_ended", glass)
    glass.refresh_from_db()
    return glass


@action(needs=Permission.GLASS_REVIEW)
def review_glass(glass: BrokenGlass, *, outcome: str, by: Any) -> BrokenGlass:
    """A manager says whether it was right. When it was not, the record closes now."""
    if glass.user_id == by.pk:
        raise DomainError(_("You opened this record. Another manager must look at it."))
    now = clock.now()
    looked = BrokenGlass.objects.filter(pk=glass.pk, reviewed_at=None)
    if not looked.update(outcome=outcome, reviewed_at=now, reviewed_by=by.pk):
        raise DomainError(_("Another manager has looked at this already."))
    if outcome == BrokenGlass.Outcome.WRONG:
        BrokenGlass.objects.live().filter(pk=glass.pk).update(ends_at=now)
    record(by, "protected.glass_reviewed", glass, outcome=outcome)
    notify(glass.user, "protected.glass_reviewed", about=glass)
    glass.refresh_from_db()
    return glass
