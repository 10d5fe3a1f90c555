"""Handover: opened by the prison, made ready by all three, accepted by the community or returned with a reason."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

import rehab.handover.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.editing import refuse_unseen
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.care.concern import hear
from rehab.care.victims.words import refuse_from_staff
from rehab.handover.models import Handover, HandoverLine
from rehab.handover.people import managers_of, side_of, workers_of

Status, Line, Turn = Handover.Status, HandoverLine, HandoverLine.Turn
Topic = HandoverLine.Topic
#: More lines than this nobody reads.
MOST_LINES = 60
#: Who sees to each check; the others are the prison's.
COMMUNITY = {Topic.FIRST_DAY, Topic.HOME}


@action(needs=Permission.HANDOVER_EDIT)
def open_handover(person: Person, *, key: UUID, due_on: date, by: Any) -> Handover:
    """Begin the handover of someone in prison, with the checks that every handover has. There is one at a time."""
    person = Person.objects.locked(person)
    if done := Handover.objects.filter(pk=key, person=person).first():
        return done
    if person.place not in {Person.Place.PRISON, Person.Place.TRANSFER}:
        raise DomainError(_("Only someone in prison is handed over to the community."))
    if due_on < clock.today():
        raise DomainError(_("Pick a date that is today or later."))
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                pk=key, person=person, due_on=due_on, opened_by=by, made_in=person.establishment
            )
    except IntegrityError:
        raise DomainError(_("There is a handover already. Go on with that one.")) from None
    for topic in Topic:
        turn = Turn.COM if topic in COMMUNITY else Turn.POM
        Line.objects.create(handover=handover, kind=Line.Kind.CHECK, topic=topic, turn=turn, added_by=by)
    record(by, "handover.opened", handover, due_on=due_on)
    return handover


@action(needs=Permission.HANDOVER_EDIT)
def set_dates(
    handover: Handover, *, due_on: date, meet_on: date | None = None, seen: str | None = None, by: Any
) -> Handover:
    """When the community is responsible, and when all three meet. seen: the stamp of what the page showed."""
    handover = _live(handover)
    if due_on != handover.due_on and due_on < clock.today():
        raise DomainError(_("Pick a date that is today or later."))
    if meet_on and meet_on != handover.meet_on and meet_on < clock.today():
        raise DomainError(_("The meeting must be today or later."))
    before = [handover.due_on, handover.meet_on]
    if before == [due_on, meet_on]:
        return handover
    refuse_unseen(seen, handover.dates)
    Handover.objects.filter(pk=handover.pk).update(due_on=due_on, meet_on=meet_on)
    handover.refresh_from_db()
    record(by, "handover.dates_set", handover, before=before, due_on=due_on, meet_on=meet_on)
    return handover


@action(needs=Permission.HANDOVER_EDIT)
def add_promise(handover: Handover, *, key: UUID, words: str, turn: str, due_on: date, by: Any) -> HandoverLine:
    """One of the three promises something by a day. The day may be after the handover: then it binds the community."""
    handover = _live(handover)
    if done := Line.objects.filter(pk=key, handover=handover).first():
        return done
    if due_on < clock.today():
        raise DomainError(_("Pick a date that is today or later."))
    line = _add(handover, key, Line.Kind.PROMISE, words, turn, by, due_on=due_on)
    record(by, "handover.promised", line, turn=turn, due_on=due_on)
    return line


@action(needs=Permission.HANDOVER_ASK)
def ask_question(handover: Handover, *, key: UUID, words: str, turn: str, by: Any) -> HandoverLine:
    """One of the three asks another. An open question keeps the handover from being accepted."""
    handover = _live(handover)
    if done := Line.objects.filter(pk=key, handover=handover).first():
        return done
    if turn == side_of(handover.person, by):
        raise DomainError(_("Choose who should answer: not yourself."))
    line = _add(handover, key, Line.Kind.QUESTION, words, turn, by)
    record(by, "handover.asked", line, turn=turn)
    _listen(line, words, by)
    anyone(workers_of(handover.person, turn), "handover.asked", about=handover)
    return line


@action(needs=Permission.HANDOVER_ASK)
def answer_question(line: HandoverLine, *, answer: str, by: Any) -> HandoverLine:
    """The answer; whoever asked is told. A second answer of the same words changes nothing."""
    handover = _live(line.handover)
    line = Line.objects.get(pk=line.pk)
    if line.kind != Line.Kind.QUESTION or not answer.strip():
        raise DomainError(_("Write an answer."))
    if line.turn == Turn.PERSON != side_of(handover.person, by) and not by.holds(Permission.HANDOVER_EDIT):
        raise DomainError(_("This question is for someone else."))
    if line.turn != Turn.PERSON and side_of(handover.person, by) == Turn.PERSON:
        raise DomainError(_("This question is for someone else."))
    if line.status == Line.Status.DONE and line.answer == answer:
        return line
    refuse_from_staff(handover.person, by, answer)
    move(line, Line.Status.DONE, answer=answer, settled_at=clock.now(), settled_by=by)
    record(by, "handover.answered", line)
    _listen(line, answer, by)
    notify(line.added_by, "handover.answered", about=handover)
    return line


@action(needs=Permission.HANDOVER_EDIT)
def settle_line(line: HandoverLine, *, status: str, by: Any) -> HandoverLine:
    """A check or promise is done, not needed, or open after all. Promises are kept or not even after the handover."""
    line = Line.objects.select_related("handover").get(pk=line.pk)
    if line.kind == Line.Kind.CHECK:
        _live(line.handover)
    if line.kind == Line.Kind.QUESTION:
        raise DomainError(_("Write an answer."))
    if line.status == status:
        return line
    old = line.status
    done = status != Line.Status.OPEN
    move(line, status, settled_at=clock.now() if done else None, settled_by=by if done else None)
    record(by, "handover.line_settled", line, old=old, new=status)
    return line


@action(needs=Permission.HANDOVER_EDIT)
def send_handover(handover: Handover, *, by: Any) -> Handover:
    """The prison's part is ready: the community looks at it."""
    handover = _live(handover)
    if handover.status == Status.SENT:
        return handover
    if side_of(handover.person, by) == Turn.COM:
        raise DomainError(_("The prison sends the handover. The community accepts it or returns it."))
    left = _open_checks(handover).filter(turn=Turn.POM).count()
    if left:
        raise DomainError(_("Some checks of the prison are open: %(n)s. Settle them first.") % {"n": left})
    if not workers_of(handover.person, Turn.COM):
        raise DomainError(
            _("Nobody in the community works with this person yet. Ask for a community offender manager.")
        )
    move(handover, Status.SENT, sent_at=clock.now(), sent_by_id=by.pk)
    record(by, "handover.sent", handover)
    anyone(workers_of(handover.person, Turn.COM), "handover.sent", about=handover)
    return handover


@action(needs=Permission.HANDOVER_EDIT)
def return_handover(handover: Handover, *, reason: str, by: Any) -> Handover:
    """The community cannot accept it yet, and says why."""
    handover = _live(handover)
    _must_be_community(handover, by)
    if handover.status == Status.RETURNED and handover.reason == reason:
        return handover
    if not reason.strip():
        raise DomainError(_("Say why you send it back."))
    move(handover, Status.RETURNED, decided_at=clock.now(), decided_by_id=by.pk, reason=reason)
    record(by, "handover.returned", handover)
    anyone({handover.sent_by, *workers_of(handover.person, Turn.POM)} - {None}, "handover.returned", about=handover)
    return handover


@action(needs=Permission.HANDOVER_EDIT)
def accept_handover(handover: Handover, *, by: Any) -> Handover:
    """The community is responsible from the day on. Every check is settled and every question answered."""
    handover = _locked(handover)
    if handover.status == Status.ACCEPTED:
        return handover
    _must_be_community(handover, by)
    checks = _open_checks(handover).count()
    questions = handover.lines.filter(kind=Line.Kind.QUESTION, status=Line.Status.OPEN).count()
    if checks or questions:
        raise DomainError(
            _("Not everything is done: %(checks)s checks and %(questions)s questions are open.")
            % {"checks": checks, "questions": questions}
        )
    move(handover, Status.ACCEPTED, decided_at=clock.now(), decided_by_id=by.pk, reason="")
    record(by, "handover.accepted", handover)
    anyone({handover.sent_by, *workers_of(handover.person, Turn.POM)} - {None}, "handover.accepted", about=handover)
    notify(handover.person.user, "handover.new_officer", about=handover)
    return handover


@action(needs=Permission.HANDOVER_EDIT)
def end_handover(handover: Handover, *, reason: str, by: Any) -> Handover:
    """It is not needed any more: the person died, the sentence ended, or it was begun by mistake."""
    handover = _locked(handover)
    if handover.status == Status.ENDED:
        return handover
    move(handover, Status.ENDED, decided_at=clock.now(), decided_by_id=by.pk, reason=reason)
    record(by, "handover.ended", handover)
    return handover


@action(needs=Permission.HANDOVER_EDIT)
def climb(handover: Handover, *, by: Any) -> list[Any]:
    """Tell the managers of both sides that it is not done and its day is near or past. Who was told."""
    handover = _live(handover)
    if not handover.climbs:
        return []
    Handover.objects.filter(pk=handover.pk).update(climbed_at=clock.now())
    told = anyone(managers_of(handover.person), "handover.late", about=handover)
    record(by, "handover.climbed", handover, told=[user.pk for user in told], due_on=handover.due_on)
    return told


def _listen(line: HandoverLine, words: str, by: Any) -> None:
    """What the person writes is heard as everywhere: distress goes to care."""
    person = line.handover.person
    if side_of(person, by) == Turn.PERSON:
        hear(person, words, about=line, by=by)


def _locked(handover: Handover) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",), no_key=True).select_related("person", "sent_by")
    return rows.get(pk=handover.pk)


def _live(handover: Handover) -> Handover:
    handover = _locked(handover)
    if not handover.is_live:
        raise DomainError(_("This handover is finished. Nothing can be changed."))
    return handover


def _must_be_community(handover: Handover, by: Any) -> None:
    if handover.status not in {Status.SENT, Status.RETURNED}:
        raise DomainError(_("The prison has not sent this handover yet."))
    if side_of(handover.person, by) != Turn.COM:
        raise DomainError(_("Only the community can accept a handover or send it back."))


def _open_checks(handover: Handover) -> Any:
    return handover.lines.filter(kind=Line.Kind.CHECK, status=Line.Status.OPEN)


def _add(
    handover: Handover, key: UUID, kind: str, words: str, turn: str, by: Any, due_on: date | None = None
) -> HandoverLine:
    if not words.strip():
        raise DomainError(_("Write what it is about."))
    if turn not in Turn.values:
        raise DomainError(_("Choose one of the three."))
    if handover.lines.count() >= MOST_LINES:
        raise DomainError(_("This handover has very many lines. Settle some first."))
    if Line.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    refuse_from_staff(handover.person, by, words)
    return Line.objects.create(pk=key, handover=handover, kind=kind, words=words, turn=turn, due_on=due_on, added_by=by)
