"""A sheet from being asked for until it is typed in."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import justice_portal.sheets.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission, people_for, require
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Wing
from justice_portal.grants import Role
from justice_portal.jobs.queue import enqueue
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Allocation, Person
from justice_portal.sheets.jobs import make_print
from justice_portal.sheets.kinds import SheetKind, kind_of
from justice_portal.sheets.models import Sheet, SheetPrint
from justice_portal.states import move

Status = Sheet.Status
#: Sheets that one person waits for. Who wants more needs a talk.
MOST_WANTED = 10
#: Sheets in one file for a wing.
MOST_AT_ONCE = 150


@action(needs=Permission.SHEET_ASK)
def ask_sheet(person: Person, *, kind: str, about: str, by: Any) -> Sheet:
    """The person asks for a sheet. Asked twice it is asked once; one that is on paper with them is theirs to use."""
    Person.objects.locked(person)
    same = Sheet.objects.filter(person=person, kind=kind, about=about)
    if there := same.filter(status=Status.WANTED).first():
        return there
    if Sheet.objects.filter(person=person).wanted().count() >= MOST_WANTED:
        raise DomainError(_("You wait for many sheets. Fill in some of them first."))
    form = _known(kind).form(person, about)
    sheet = Sheet.objects.create(
        person=person, kind=kind, about=about, form=form, language=_language(person), asked_by=by
    )
    record(by, "sheets.asked", sheet, sheet=kind)
    workers = Allocation.objects.live().filter(person=person, role__in=[Role.KEY_WORKER, Role.COM])
    anyone([one.user for one in workers.select_related("user")], "sheets.asked", about=sheet)
    return sheet


@action(needs=Permission.SHEET_TYPE)
def print_sheet(person: Person, *, key: UUID, kind: str, about: str, by: Any) -> SheetPrint:
    """A PDF of the sheet as it is now. The same form sent twice is one print; paper that was lost keeps its code."""
    if done := SheetPrint.objects.filter(pk=key, person=person).first():
        return done
    require(by, _known(kind).needs, person)
    Person.objects.locked(person)
    if SheetPrint.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    sheet = _ready_to_print(person, kind, about, by)
    made = SheetPrint.objects.create(pk=key, person=person, kind=kind, asked_by=by)
    _hand_over(made, [sheet], by)
    record(by, "sheets.printed", sheet, sheet=kind)
    notify(person.user, "sheets.printed", about=sheet)
    return made


@action(needs=Permission.SHEET_TYPE)
def print_wing(wing: type[SheetPrint], *, key: UUID, of: Wing, kind: str, about: str, by: Any) -> SheetPrint:
    """The same kind of sheet for everybody on a wing whom `by` may print for: each with a code of its own."""
    if done := wing.objects.filter(pk=key, wing=of).first():
        return done
    needs = _known(kind).needs
    require(by, Permission.SHEET_TYPE, of.establishment)
    here = Person.objects.filter(wing=of, is_restricted=False, pk__in=people_for(by, Permission.SHEET_TYPE))
    people = list(here.filter(pk__in=people_for(by, needs)).select_related("user").order_by("family_name", "pk"))
    if len(people) > MOST_AT_ONCE:
        raise DomainError(_("There are too many people on this wing for one file. Print for each person."))
    sheets = []
    for person in people:
        Person.objects.locked(person)
        try:
            sheets.append(_ready_to_print(person, kind, about, by))
        except DomainError:
            continue  # this one has nothing to fill in: the rest get theirs
    if not sheets:
        raise DomainError(_("There is nobody on this wing for whom this sheet can be printed now."))
    made = wing.objects.create(pk=key, wing=of, kind=kind, asked_by=by)
    _hand_over(made, sheets, by)
    people_of = {one.person_id for one in sheets}
    record(by, "sheets.printed", made, subjects=people_of, sheet=kind, count=len(sheets))
    for sheet in sheets:
        notify(sheet.person.user, "sheets.printed", about=sheet)
    return made


@action(needs=Permission.SHEET_TYPE)
def type_in(sheet: Sheet, *, answers: dict[str, Any], choice: str = "", by: Any) -> Sheet:
    """Keep what is on the paper, by the room's own action. Sent twice it is kept once; the answers stay with this form.

    choice: PAPER or NOW, where the paper says something else than what is there now. Raises Differs when it is needed.
    """
    sheet = Sheet.objects.select_for_update(of=("self",), no_key=True).select_related("person__user").get(pk=sheet.pk)
    kind = _known(sheet.kind)
    require(by, kind.needs, sheet.person)
    if sheet.is_typed:
        return sheet
    if not sheet.waits_for_paper:
        raise DomainError(_("This sheet was put away. Print a new one."))
    if not answers:
        raise DomainError(_("Nothing is typed in. If the paper is empty, put the sheet away."))
    if wrong := kind.check(sheet.form, answers):
        raise DomainError(next(iter(wrong.values())))
    made = kind.save(sheet, answers, choice, by)
    kept = {} if kind.is_private else answers
    move(sheet, Status.TYPED, answers=kept, made=made, typed_at=clock.now(), typed_by=by)
    record(by, "sheets.typed", sheet, sheet=sheet.kind, answers=len(answers), made=made, choice=choice)
    notify(sheet.person.user, "sheets.typed", about=sheet)
    return sheet


@action(needs=Permission.SHEET_TYPE)
def end_sheet(sheet: Sheet, *, by: Any) -> Sheet:
    """Lost, empty, or no longer wanted: its code is worth nothing from now on."""
    require(by, _known(sheet.kind).needs, sheet.person)
    if sheet.status == Status.ENDED:
        return sheet
    move(sheet, Status.ENDED, ended_at=clock.now(), ended_by=by)
    record(by, "sheets.ended", sheet, sheet=sheet.kind)
    return sheet


@action(needs=Permission.SHEET_ASK)
def take_back(sheet: Sheet, *, by: Any) -> Sheet:
    """The person does not need it any more."""
    if sheet.status == Status.ENDED:
        return sheet
    if sheet.status != Status.WANTED:
        raise DomainError(_("This sheet is printed. Tell staff if you do not need it."))
    move(sheet, Status.ENDED, ended_at=clock.now(), ended_by=by)
    record(by, "sheets.ended", sheet, sheet=sheet.kind)
    return sheet


def _known(code: str) -> SheetKind:
    kind = kind_of(code)
    if kind is None:
        raise DomainError(_("There is no such sheet. Pick one from the list."))
    return kind


def _language(person: Person) -> str:
    return "cy" if person.wants_welsh else "en"


def _ready_to_print(person: Person, kind: str, about: str, by: Any) -> Sheet:
    """The sheet with the form of today: the one that was asked for, the same paper once more, or a new one."""
    form, language = _known(kind).form(person, about), _language(person)
    same = Sheet.objects.filter(person=person, kind=kind, about=about)
    if lost := same.filter(status=Status.PRINTED, form=form, language=language).first():
        return lost
    sheet = same.filter(status=Status.WANTED).first()
    if sheet is None:
        sheet = Sheet.objects.create(person=person, kind=kind, about=about, form=form, language=language, asked_by=by)
    facts = {"form": form, "language": language, "printed_at": clock.now(), "printed_by": by}
    return move(sheet, Status.PRINTED, **facts)


def _hand_over(made: SheetPrint, sheets: list[Sheet], by: Any) -> None:
    """Let a worker make the file."""
    Sheet.objects.filter(pk__in=[one.pk for one in sheets]).update(last_print=made)
    made.job = enqueue(make_print, made.pk, key=f"sheets:{made.pk}", by=by)
    made.save(update_fields=["job"])
