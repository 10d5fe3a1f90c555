"""Keeps facts, each once, and the progress that they add up to, in one transaction. Called by actions."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.inserting import insert, update
from justice_portal.prepared import prepared
from learning.record_store import figures
from learning.record_store.models import CourseProgress, LearningFact

if TYPE_CHECKING:
    from learning.courses.models import Version


TAKEN = gettext_lazy("Something else was saved with this key. Open the page again and have another go.")


class KeyConflictError(DomainError):
    """The id is taken by a fact that says something else."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact as it was told: what the page or the device says. `result` is added by us and is not part of it."""

    id: UUID
    verb: str
    object_type: str
    object_id: UUID
    attempt_id: UUID | None = None
    sequence: int | None = None
    response: Any = None
    happened_at: datetime | None = None  # by the device's clock; None when the page was answered here and now
    result: Mapping[str, Any] = field(default_factory=dict)

    def hash(self, enrolment_id: UUID) -> str:
        """The same for the same claim about the same enrolment, and for no other.

        When is left out: the same fact may come once from the page and once more from the device's outbox.
        """
        told = [enrolment_id, self.verb, self.object_type, self.object_id, self.attempt_id, self.response]
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def hold(enrolment_id: UUID) -> CourseProgress:
    """The summary row of an enrolment, locked: what one person does in one course happens one thing after the other.

    Raises DomainError when the course is no longer on the person's list.
    """
    progress = _locked(enrolment_id)[0]
    if not progress.is_live:
        raise DomainError(_("This course is not on your list now. What you did in it is saved."))
    return progress


@prepared
def _locked(enrolment_id: UUID) -> QuerySet[CourseProgress]:
    return CourseProgress._base_manager.select_for_update().filter(pk=enrolment_id)


def keep(
    progress: CourseProgress, claims: Sequence[Claim], *, version: "Version", by: Any, are_new: bool = False
) -> bool:
    """Keep the claims as facts of the enrolment whose summary row hold() gave, and add them to it.

    Those that are kept already are left; tells whether any was new. are_new: the caller knows that all are. Raises
    KeyConflictError when an id is taken by a fact that says something else.
    """
    facts = [_fact(progress, claim, version, by) for claim in claims]
    facts = facts if are_new else list(_not_yet_kept(facts))
    try:
        for fact in facts:
            insert(fact)
    except IntegrityError as error:  # taken by somebody else's fact, this very moment
        raise KeyConflictError(TAKEN) from error
    add_up(progress, facts, version)
    return bool(facts)


def _fact(progress: CourseProgress, claim: Claim, version: "Version", by: Any) -> LearningFact:
    now = clock.now()
    response = {} if claim.response is None else {"response": claim.response}
    return LearningFact(
        id=claim.id,
        person_id=progress.person_id,
        verb=claim.verb,
        object_type=claim.object_type,
        object_id=claim.object_id,
        enrolment_id=progress.pk,
        version_id=version.pk,
        attempt_id=claim.attempt_id,
        sequence=claim.sequence,
        result={**response, **claim.result},
        happened_at=claim.happened_at or now,
        received_at=now,
        made_in_id=progress.establishment_id,
        told_by=None if by is SYSTEM else by,
        claim_hash=claim.hash(progress.pk),
    )


def _not_yet_kept(facts: list[LearningFact]) -> Iterator[LearningFact]:
    """Those whose id is new. The row is locked, so that the same form sent twice at once comes one after the other."""
    ids = [fact.pk for fact in facts]
    kept = dict(LearningFact._base_manager.filter(pk__in=ids).order_by().values_list("pk", "claim_hash"))
    for fact in facts:
        if fact.pk not in kept:
            kept[fact.pk] = fact.claim_hash
            yield fact
        elif kept[fact.pk] != fact.claim_hash:
            raise KeyConflictError(TAKEN)


def add_up(progress: CourseProgress, facts: Iterable[LearningFact], version: "Version") -> bool:
    """Add facts to the summary row and save it; tells whether that changed anything."""
    known = figures.Progress(
        done={key: datetime.fromisoformat(at) for key, at in progress.done.items()},
        checks={
            key: figures.Tried(datetime.fromisoformat(at), response) for key, (at, response) in progress.checks.items()
        },
        best=figures.Score(progress.best_right, progress.best_of) if progress.best_of else None,
        last_at=progress.last_at,
    )
    return write(progress, figures.fold(map(said, facts), known), version)


def said(fact: LearningFact) -> figures.Said:
    return figures.Said(
        fact.verb,
        fact.object_type,
        fact.object_id,
        fact.result,
        figures.counted_at(fact.happened_at, fact.received_at),
    )


def as_fields(worked_out: figures.Progress, version: "Version") -> dict[str, Any]:
    """What was worked out, as the columns of a summary row."""
    summary = figures.summarise(worked_out, version.lesson_ids, version.quiz_ids)
    return {
        "done": {key: _stamp(at) for key, at in sorted(worked_out.done.items())},
        "checks": {key: [_stamp(tried.at), tried.response] for key, tried in sorted(worked_out.checks.items())},
        "lessons_done": summary.lessons_done,
        "lessons_total": summary.lessons_total,
        "next_lesson": summary.next_lesson,
        "best_right": worked_out.best.right if worked_out.best else None,
        "best_of": worked_out.best.of if worked_out.best else None,
        "last_at": worked_out.last_at,
        "completed_at": summary.completed_at,
    }


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def write(progress: CourseProgress, worked_out: figures.Progress, version: "Version", **place: Any) -> bool:
    """Put what was worked out, and where the person is if given, into the summary row, if it differs."""
    fields = {**as_fields(worked_out, version), **place}
    changed = {name: value for name, value in fields.items() if getattr(progress, name) != value}
    for name, value in changed.items():
        setattr(progress, name, value)
    if changed:
        update(progress, changed)
    return bool(changed)
