"""Lists of people who arrive together: read first, taken in when someone has looked."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.csv_input import BadFileError, Problem, Row
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.people.reception.intake import take_in
from justice_portal.people.reception.lists.importer import Desk, read_arrivals
from justice_portal.people.reception.models import ReceptionFile
from justice_portal.states import move


@action(needs=Permission.PERSON_RECEIVE)
def read_file(establishment: Establishment, *, key: UUID, data: bytes, by: Any) -> ReceptionFile:
    """Read a list without taking anybody in. Raises BadFileError with every fault."""
    establishment = Establishment.objects.locked(establishment)
    if done := ReceptionFile.objects.filter(pk=key, establishment=establishment).first():
        return done
    if not establishment.is_open:
        raise DomainError(_("This prison is closed. Nobody can be received here."))
    arriving = read_arrivals(data, establishment)
    counts = {kind: sum(one.kind == kind for one in arriving) for kind in ("new", "known", "here")}
    file = ReceptionFile.objects.create(
        pk=key, establishment=establishment, rows=[one.as_json() for one in arriving], read_by=by, **counts
    )
    record(by, "reception.file_read", file, subjects=None, **counts)
    return file


@action(needs=Permission.PERSON_RECEIVE)
def take_in_file(file: ReceptionFile, *, by: Any) -> ReceptionFile:
    """Take in everybody on the list, or nobody. What changed since it was read is found, and said by row."""
    file = ReceptionFile.objects.select_for_update(of=("self",)).select_related("establishment").get(pk=file.pk)
    if file.status == ReceptionFile.Status.TAKEN_IN:
        return file
    desk = Desk(file.establishment, {row["cells"]["prison_number"].upper() for row in file.rows})
    today, taken = clock.today(), []
    for stored in file.rows:
        row = Row(stored["number"], stored["cells"])
        one = desk.read(row, UUID(stored["key"]))
        if row.problems:
            raise BadFileError(row.problems)
        if one.kind == "here":
            continue
        try:
            taken.append(
                take_in(file.establishment, one.who, key=one.key, cell=one.cell, on=today, by=by, source="list")
            )
        except DomainError as error:
            raise BadFileError([Problem(str(error), row.number)]) from error
    move(file, ReceptionFile.Status.TAKEN_IN, settled_at=clock.now(), settled_by=by, rows=[])
    new = [one.person.pk for one in taken if one.is_new]
    record(by, "reception.file_imported", file, subjects=[one.person.pk for one in taken], new=new)
    return file


@action(needs=Permission.PERSON_RECEIVE)
def drop_file(file: ReceptionFile, *, by: Any) -> ReceptionFile:
    """The list is not wanted. Its names go."""
    if file.status == ReceptionFile.Status.DROPPED:
        return file
    move(file, ReceptionFile.Status.DROPPED, settled_at=clock.now(), settled_by_id=by.pk, rows=[])
    record(by, "reception.file_dropped", file)
    return file
