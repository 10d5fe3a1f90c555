"""Feeds: who may send, and taking in what they send: all of it or nothing, as often and in whatever order it comes."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, people_for, places_for
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.csv_input import BadFileError, Problem
from justice_portal.errors import DomainError
from justice_portal.people.feeds.models import Feed, key_hash
from justice_portal.people.feeds.told import Known, Told
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import misfit_words, settle


class Outcome(StrEnum):
    STORED = "stored"
    KNOWN = "known"  # sent before, or written down here already
    WAITING = "waiting"  # kept: it counts as soon as what it follows is known


@dataclass(frozen=True)
class Answer:
    """What became of one event, and why it waits."""

    outcome: Outcome
    reason: str = ""


@action(needs=Permission.ESTATE_EDIT)
def open_feed(kind: type[Feed], *, name: str, by: Any) -> tuple[Feed, str]:
    """A new feed and its key, which is told once and never again."""
    key = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            feed = kind.objects.create(name=name, key_hash=key_hash(key))
    except IntegrityError:
        raise DomainError(_("There is a feed of this name. End it, or choose another name.")) from None
    record(by, "feed.opened", feed)
    return feed, key


@action(needs=Permission.ESTATE_EDIT)
def end_feed(feed: Feed, *, by: Any) -> Feed:
    """The key opens nothing any more, from now."""
    if Feed.objects.live().filter(pk=feed.pk).update(ended_at=clock.now()):
        record(by, "feed.ended", feed)
    feed.refresh_from_db()
    return feed


@action(needs=Permission.PERSON_MOVE)
def take_in_events(
    kind: type[Movement], *, events: Sequence[Told], source: str, strict: bool, feed: Feed | None = None, by: Any
) -> list[Answer]:
    """Take in what happened, for each event its answer; or nothing, as BadFileError with the reason of every refusal.

    strict: an event that does not fit what is known is refused. Otherwise it waits for what it follows.
    """
    known = Known.of(events, people_for(by, Permission.PERSON_MOVE))
    made = {told.at: known.movement(told, source, by) for told in events}
    held = _held(made.values())
    known.problems += _of_others(made, held, by)
    before = _sent_before(made.values())
    seen: dict[UUID, int] = {}
    answers: dict[int, Answer] = {}
    new: dict[UUID, list[tuple[int, Movement]]] = {}
    for told in events:
        movement = made[told.at]
        if movement is None:
            continue
        if movement.pk in seen or (old := before.get(movement.pk)):
            twin = made[seen[movement.pk]] if movement.pk in seen else old
            if not _same(twin, movement):
                known.problems.append(Problem(_("was sent before with other facts."), told.at, "reference"))
            answers[told.at] = Answer(Outcome.KNOWN)
            continue
        seen[movement.pk] = told.at
        new.setdefault(movement.person_id, []).append((told.at, movement))
    if known.problems:
        raise BadFileError(sorted(known.problems, key=lambda problem: problem.row or 0))
    problems: list[Problem] = []
    for person in (held[pk] for pk in sorted(new)):
        answers.update(_take_in(person, new[person.pk], strict, problems, by))
    if problems:
        raise BadFileError(sorted(problems, key=lambda problem: problem.row or 0))
    if feed:
        Feed.objects.filter(pk=feed.pk).update(used_at=clock.now())
    counts = {one.value: sum(answer.outcome == one for answer in answers.values()) for one in Outcome}
    record(by, "feed.events_taken_in", feed or kind, subjects=sorted(new), **counts)
    return [answers[told.at] for told in events]


def _held(made: Iterable[Movement | None]) -> dict[UUID, Person]:
    """Everybody who is told of, locked: of two sendings at once the second sees what the first made."""
    named = {movement.person_id for movement in made if movement}
    people = Person.objects.filter(pk__in=named).order_by("pk").select_for_update(of=("self",), no_key=True)
    return {person.pk: person for person in people}


def _of_others(made: dict[int, Movement | None], held: dict[UUID, Person], by: Any) -> list[Problem]:
    """Who is in prison is moved by that prison: a unit that reaches them by what comes after release does not."""
    mine = set(places_for(by, Permission.PERSON_MOVE).values_list("pk", flat=True))
    return [
        Problem(_("is moved by their prison."), at, "number")
        for at, movement in made.items()
        if movement
        and held[movement.person_id].place == Person.Place.PRISON
        and held[movement.person_id].establishment_id not in mine
    ]


def _sent_before(made: Iterable[Movement | None]) -> dict[UUID, Movement]:
    keys = [one.pk for one in made if one]
    return {one.pk: one for one in Movement.objects.filter(pk__in=keys)}


def _facts(one: Movement) -> tuple[Any, ...]:
    """What two tellings of one event agree on. The unit of a death is ours: a feed does not tell it."""
    unit = None if one.kind == Movement.Kind.DEATH else one.to_delivery_unit_id
    return (one.kind, one.status, one.to_establishment_id, one.to_cell_id, unit)


def _same(old: Movement | None, new: Movement) -> bool:
    return old is not None and (old.person_id, old.happened_at, *_facts(old)) == (
        new.person_id,
        new.happened_at,
        *_facts(new),
    )


def _take_in(
    person: Person, told: list[tuple[int, Movement]], strict: bool, problems: list[Problem], by: Any
) -> dict[int, Answer]:
    """What is new about one person. What somebody else told us of the same day is known, and not told twice."""
    there = list(Movement.objects.filter(person=person, withdrawn_at=None))
    others = {(one.happened_at.astimezone(clock.LONDON).date(), *_facts(one)): one.source for one in there}
    answers, add = {}, []
    for at, movement in told:
        source = others.get((movement.happened_at.astimezone(clock.LONDON).date(), *_facts(movement)))
        if source is not None and source != movement.source:
            answers[at] = Answer(Outcome.KNOWN)
        else:
            add.append((at, movement))
    if not add:
        return answers
    story = settle(person, add=[movement for _at, movement in add], strict=False, by=by)
    for at, movement in add:
        why = story.misfits.get(movement.pk)
        if why and strict:
            problems.append(Problem(misfit_words(movement, why), at))
        answers[at] = Answer(Outcome.WAITING, str(why.label)) if why else Answer(Outcome.STORED)
    pushed_out = [one for one in there if one.counts and one.pk in story.misfits]
    if strict and pushed_out and not problems:
        problems += [Problem(misfit_words(one, story.misfits[one.pk]), add[0][0]) for one in pushed_out]
    return answers
