"""The one way for a message to wait for a moderator."""

from mentoring.messages.held.models import Hold
from mentoring.messages.models import Message
from mentoring.monitoring.models import MessagePolicy
from mentoring.screening.rulebook import InForce
from mentoring.screening.screening import Finding
from rehab.care.distress import sounds_like_distress


def hold_back(message: Message, found: list[Finding], rules: InForce, policy: MessagePolicy) -> Hold:
    """Open a hold: why, which parts, by when it is decided, and whose turn it is."""
    now = message.sent_at if message.goes_on_at is None else message.goes_on_at
    if rules.is_urgent(found) or sounds_like_distress(message.body):
        rank = Hold.Rank.URGENT
    else:
        rank = Hold.Rank.MANY if any(one.kind == "many" for one in found) else Hold.Rank.USUAL
    return Hold.objects.create(
        message=message,
        made_in_id=message.made_in_id,
        opened_at=now,
        due_at=policy.due_from(now),
        rank=rank,
        findings=rules.explain(found),
    )


def look_again(hold: Hold, policy: MessagePolicy, *, now: object) -> Hold:
    """Open the second look at a decision: the same words and parts, for another person."""
    return Hold.objects.create(
        message_id=hold.message_id,
        made_in_id=hold.made_in_id,
        opened_at=now,
        due_at=policy.due_from(now),
        rank=hold.rank,
        findings=hold.findings,
        first=hold,
    )
