"""Finding concerns, asking the mentor, their answer, and what the supervisor decides."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify, seen
from justice_portal.states import move
from mentoring.drift.figures import Looker
from mentoring.drift.models import DriftCause, DriftConcern, DriftRule
from mentoring.matching.models import Match
from mentoring.messages.models import Message

Status = DriftConcern.Status
Side = DriftConcern.Side
FIRST_RULES = Path(__file__).parent / "data" / "rules.json"


@action(needs=Permission.MENTOR_SUPERVISE)
def look_at_match(match: Match, *, rules: dict[str, DriftRule], look: Looker, by: Any) -> list[DriftConcern]:
    """Open a concern for each kind and side of which enough messages came together; the product itself does this."""
    longest = max((rule.days for rule in rules.values()), default=0)
    sent = Message.objects.filter(thread__match=match, sent_at__gte=clock.now() - timedelta(days=longest))
    known = set(DriftCause.objects.filter(message__thread__match=match).values_list("message", "kind"))
    found: dict[tuple[str, str], list[Message]] = {}
    for message in sent.order_by("sent_at", "pk"):
        side = Side.MENTOR if message.author_id == match.mentor_id else Side.PERSON
        for kind in look.signs(message.body, message.sent_at):
            fresh = message.sent_at >= clock.now() - timedelta(days=rules[kind].days)
            if fresh and (message.pk, kind) not in known:
                found.setdefault((kind, side), []).append(message)
    opened = [_open(match, rules[kind], side, messages) for (kind, side), messages in sorted(found.items())]
    new = [one for one in opened if one]
    if new:
        record(by, "drift.looked", match, opened=[one.pk for one in new])
    return new


def _open(match: Match, rule: DriftRule, side: str, messages: list[Message]) -> DriftConcern | None:
    """Add to the concern that is open, or open one when there are enough."""
    given = {"match": match, "kind": rule.kind, "side": side}
    concern = DriftConcern.objects.filter(**given).exclude(status=Status.DECIDED).first()
    if concern is None and len(messages) < rule.count:
        return None
    is_new = concern is None
    try:
        with transaction.atomic():
            concern = concern or DriftConcern.objects.create(
                **given, count=rule.count, days=rule.days, made_in_id=match.made_in_id
            )
            DriftCause.objects.bulk_create(
                [DriftCause(concern=concern, message=one, kind=rule.kind) for one in messages], ignore_conflicts=True
            )
    except IntegrityError:
        return None  # another looked at the same moment
    supervisor = getattr(getattr(match.mentor, "mentor", None), "supervisor", None)
    notify(supervisor, "drift.found", about=concern)
    return concern if is_new else None


@action(needs=Permission.MENTOR_SUPERVISE)
def view_concern(concern: DriftConcern, *, by: Any) -> None:
    """The supervisor reads the messages that caused it: it leaves a row, and the person can ask who looked."""
    seen(by, concern)
    record(by, "drift.viewed", concern)


@action(needs=Permission.MENTOR_SUPERVISE)
def ask_mentor(concern: DriftConcern, *, by: Any) -> DriftConcern:
    """Let the mentor say what they meant. Not done where asking could put somebody at risk: that is for the supervisor."""
    if concern.status == Status.ASKED:
        return concern
    move(concern, Status.ASKED, asked_at=clock.now(), asked_by_id=by.pk)
    record(by, "drift.mentor_asked", concern)
    notify(concern.match.mentor, "drift.asked")
    return concern


@action(needs=Permission.MENTOR_OWN)
def answer_concern(concern: DriftConcern, *, answer: str, by: Any) -> DriftConcern:
    """The mentor's own words. Only theirs, and only while they are asked."""
    if concern.match.mentor_id != by.pk:
        raise DomainError(_("Only the mentor can answer this."))
    if concern.status == Status.ANSWERED and concern.answer == answer:
        return concern
    move(concern, Status.ANSWERED, answer=answer, answered_at=clock.now())
    record(by, "drift.answered", concern)
    notify(concern.asked_by, "drift.answered", about=concern)
    return concern


@action(needs=Permission.MENTOR_SUPERVISE)
def decide_concern(concern: DriftConcern, *, outcome: str, words: str, by: Any) -> DriftConcern:
    """What it was, and what is done. The match itself is paused or ended where matches are."""
    if concern.status == Status.DECIDED and (concern.outcome, concern.words) == (outcome, words):
        return concern
    was_asked = concern.asked_at is not None
    decided = {"decided_at": clock.now(), "decided_by_id": by.pk}
    move(concern, Status.DECIDED, outcome=outcome, words=words, **decided)
    record(by, "drift.decided", concern, outcome=outcome, asked=was_asked)
    if was_asked:
        notify(concern.match.mentor, "drift.decided")
    return concern


@action(needs=Permission.RULE_EDIT)
def load_first_drift_rules(of: type[DriftRule], *, by: Any) -> int:
    """The rules that come with the product: those whose kind is not here yet; how many were added."""
    here = set(of.objects.values_list("kind", flat=True))
    first = json.loads(FIRST_RULES.read_text(encoding="utf-8"))
    joined = [{**one, **{name: "\n".join(one.get(name, [])) for name in ("words", "harmless")}} for one in first]
    new = [of(**one) for one in joined if one["kind"] not in here]
    of.objects.bulk_create(new)
    record(by, "drift.first_rules_loaded", of, added=len(new))
    return len(new)
