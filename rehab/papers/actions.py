"""Writing down how far a paper or the bank account is."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

import rehab.papers.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.care.victims.words import refuse_from_staff
from rehab.papers.models import Paper, PaperStep

#: A date further away than this is a slip of the pen.
FURTHEST = timedelta(days=3 * 365)


class PaperChanged(DomainError):
    """Somebody else changed it since the page was opened. paper: how it stands now."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(_("Someone else changed this. Look at both. Then save the one you want."))
        self.paper = paper


@action(needs=Permission.PLAN_EDIT)
def set_paper(
    person: Person,
    *,
    kind: str,
    status: str,
    happened_on: date,
    expected_on: date | None,
    kept: str,
    note: str,
    version: int,
    by: Any,
) -> Paper:
    """How far it is from now on. version: of the row when the page was opened, 0 when there was none."""
    if happened_on > clock.today():
        raise DomainError(_("The day must be today or before."))
    if expected_on and (expected_on < happened_on or expected_on > clock.today() + FURTHEST):
        raise DomainError(_("The day you expect it must be after the day you asked."))
    person = Person.objects.locked(person)
    refuse_from_staff(person, by, note)
    now = Paper.objects.filter(person=person, kind=kind).first()
    values: dict[str, Any] = {"happened_on": happened_on, "expected_on": expected_on, "kept": kept, "note": note}
    is_same = now is not None and now.status == status and all(getattr(now, name) == values[name] for name in values)
    if now is not None and is_same:
        return now
    if now is not None and now.version != version:
        raise PaperChanged(now)
    stamp: dict[str, Any] = {"changed_at": clock.now(), "changed_by": by}
    old = now.status if now else ""
    if now is None:
        now = Paper.objects.create(
            person=person, kind=kind, status=status, made_in=person.establishment, **values, **stamp
        )
    elif now.status != status:
        move(now, status, version=now.version + 1, **values, **stamp)
    else:
        Paper.objects.filter(pk=now.pk).update(version=now.version + 1, **values, **stamp)
        now.refresh_from_db()
    if old != status:
        PaperStep.objects.create(paper=now, status=status, happened_on=happened_on, added_by=by)
    record(by, "papers.changed", now, kind=kind, old=old, new=status)
    return now
