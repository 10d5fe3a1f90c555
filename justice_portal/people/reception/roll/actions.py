"""The day's roll: held against the record, and each difference settled."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.keys import uuid7
from justice_portal.people.movements.actions import move_cell, transfer_out
from justice_portal.people.reception.actions import receive_arrival
from justice_portal.people.reception.models import Arrival, RollCheck, RollLine
from justice_portal.people.reception.roll.importer import compare, read_roll
from justice_portal.states import move

Kind, Status = RollLine.Kind, RollLine.Status
#: What may be done about each kind of difference.
WAYS = {
    Kind.MISSING: {Status.LEFT, Status.ROLL_WRONG},
    Kind.WRONG_CELL: {Status.MOVED, Status.ROLL_WRONG},
    Kind.UNEXPECTED: {Status.RECEIVED, Status.ROLL_WRONG},
}


@action(needs=Permission.PERSON_RECEIVE)
def check_roll(establishment: Establishment, *, key: UUID, data: bytes, by: Any) -> RollCheck:
    """Hold the roll against the record. Nobody is moved; each difference waits to be settled."""
    establishment = Establishment.objects.locked(establishment)
    if done := RollCheck.objects.filter(pk=key, establishment=establishment).first():
        return done
    roll = read_roll(data, establishment)
    differences = compare(roll, establishment)
    counts = {kind.value: sum(one.kind == kind for one in differences) for kind in Kind}
    wrong = counts[Kind.UNEXPECTED] + counts[Kind.WRONG_CELL]
    check = RollCheck.objects.create(
        pk=key, establishment=establishment, on_roll=len(roll), agreed=len(roll) - wrong, checked_by=by, **counts
    )
    RollLine.objects.bulk_create(
        RollLine(
            pk=uuid7(), roll=check, kind=one.kind, prison_number=one.prison_number, person_id=one.person, cell=one.cell
        )
        for one in differences
    )
    subjects = [one.person for one in differences if one.person]
    record(by, "reception.roll_read", check, subjects=subjects, on_roll=len(roll), **counts)
    return check


@action(needs=Permission.PERSON_RECEIVE)
def settle_line(line: RollLine, *, how: str, by: Any) -> RollLine:
    """Put one difference right, by a movement or by saying that the roll was wrong. Settled already, it stays so.

    The movement has the line's own key, so that two clicks move nobody twice.
    """
    line = RollLine.objects.select_for_update(of=("self",)).select_related("roll__establishment").get(pk=line.pk)
    if line.status == how and how != Status.OPEN:
        return line
    if how not in WAYS[Kind(line.kind)]:
        raise DomainError(_("This cannot be done about this difference."))
    move(line, how, settled_at=clock.now(), settled_by_id=by.pk)
    _put_right(line, how, by)
    record(by, "reception.roll_line_settled", line, kind=line.kind, how=how)
    return line


@action(needs=Permission.PERSON_RECEIVE)
def settle_cells(check: RollCheck, *, by: Any) -> int:
    """Move everybody who is in another cell to the one that the roll has. How many it was."""
    lines = RollLine.objects.filter(roll=check, kind=Kind.WRONG_CELL, status=Status.OPEN, person__is_restricted=False)
    settled = [settle_line(line, how=Status.MOVED, by=by) for line in lines.order_by("pk")]
    record(by, "reception.roll_cells_settled", check, subjects=[line.person_id for line in settled], count=len(settled))
    return len(settled)


def _put_right(line: RollLine, how: str, by: Any) -> None:
    today = clock.today()
    if how == Status.LEFT:
        transfer_out(line.person, key=line.pk, to=None, on=today, by=by)
    elif how == Status.MOVED:
        move_cell(line.person, key=line.pk, cell=line.cell, on=today, by=by)
    elif how == Status.RECEIVED:
        person = Arrival.objects.visible_to(by).filter(prison_number=line.prison_number, is_restricted=False).first()
        if person is None:
            raise DomainError(_("Receive this person at the desk: the roll alone does not say who they are."))
        receive_arrival(line.roll.establishment, key=line.pk, person=person, cell=line.cell, on=today, by=by)
