"""How a prison checks messages is asked for by one manager and made by another (T109); who may read them, and until when."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.notify import notify
from mentoring.monitoring.figures import readers_of
from mentoring.monitoring.models import CHANGED, LONGEST, MessagePolicy, ReadingAuthority, as_text, policy_of

KIND = "message_policy.change"


@action(needs=Permission.MESSAGE_POLICY)
def ask_to_change_policy(place: Establishment, *, reason: str, by: Any, **fields: Any) -> PendingChange:
    """Ask for other rules of one prison, with the reason, and with what is now beside what would be."""
    now = policy_of(place.pk)
    old = {name: as_text(getattr(now, name)) for name in CHANGED}
    new = {name: as_text(fields[name]) for name in CHANGED}
    parts = [name for name in CHANGED if old[name] != new[name]]
    if not parts:
        raise DomainError(_("Nothing is different."))
    data = {
        "reason": reason,
        "old": {name: old[name] for name in parts},
        "new": {name: new[name] for name in parts},
    }
    change = ask(KIND, data, about_id=place.pk, by=by, establishment=place)
    record(by, "monitoring.policy_asked", MessagePolicy, change=change.pk, parts=parts)
    return change


@action(needs=Permission.MESSAGE_POLICY)
def change_policy(place: Establishment, *, old: dict[str, Any], new: dict[str, Any], by: Any) -> MessagePolicy:
    """Make it so, if it is still as it was when it was asked for. This is what the second person does."""
    policy = MessagePolicy.objects.select_for_update().filter(establishment=place).first()
    policy = policy or MessagePolicy(establishment=place)
    if any(as_text(getattr(policy, name)) != value for name, value in old.items()):
        raise DomainError(_("This has changed since. Refuse this, and ask again."))
    for name, value in new.items():
        setattr(policy, name, _as_value(name, value))
    policy.changed_at, policy.changed_by_id = clock.now(), by.pk
    policy.full_clean(validate_unique=False)
    policy.save()
    record(by, "monitoring.policy_changed", policy, **{name: [old[name], new[name]] for name in new})
    return policy


def _as_value(name: str, value: Any) -> Any:
    return time.fromisoformat(value) if name in {"opens_at", "closes_at"} and value else value


@action(needs=Permission.MESSAGE_POLICY)
def give_authority(
    place: Establishment, *, key: UUID, holder: User, why: str, until_on: date, review_on: date, by: Any
) -> ReadingAuthority:
    """Let somebody read the messages that wait in a prison: never oneself, and for three months at most."""
    if done := ReadingAuthority.objects.filter(pk=key, establishment=place).first():
        return done
    today = clock.today()
    if holder.pk == by.pk:
        raise DomainError(_("You cannot let yourself read. Ask another manager."))
    if not readers_of(place, but=by).filter(pk=holder.pk).exists():
        raise DomainError(_("Only moderators, managers and those who look after mentors here can read messages."))
    if not today < until_on <= today + LONGEST:
        raise DomainError(_("The last day must be after today, and within three months."))
    if not today < review_on <= until_on:
        raise DomainError(_("The review must be after today, and no later than the last day."))
    given = ReadingAuthority.objects.create(
        pk=key, establishment=place, holder=holder, why=why, until_on=until_on, review_on=review_on, given_by=by
    )
    record(by, "monitoring.authority_given", given, holder=holder.pk, until_on=until_on, review_on=review_on)
    notify(holder, "monitoring.authority")
    return given


@action(needs=Permission.MESSAGE_POLICY)
def review_authority(given: ReadingAuthority, *, review_on: date, by: Any) -> ReadingAuthority:
    """Look at it again: it goes on until the next review. Whoever reads by it does not review it."""
    if given.holder_id == by.pk:
        raise DomainError(_("Another manager looks at this: it lets you read."))
    if given.ended_at or given.until_on < clock.today():
        raise DomainError(_("This has ended. Give a new one."))
    if not clock.today() < review_on <= given.until_on:
        raise DomainError(_("The review must be after today, and no later than the last day."))
    given.review_on, given.reviewed_at, given.reviewed_by = review_on, clock.now(), by
    given.save(update_fields=["review_on", "reviewed_at", "reviewed_by"])
    record(by, "monitoring.authority_reviewed", given, review_on=review_on)
    return given


@action(needs=Permission.MESSAGE_POLICY)
def end_authority(given: ReadingAuthority, *, by: Any) -> ReadingAuthority:
    """Nobody reads by it from now on."""
    if ReadingAuthority.objects.filter(pk=given.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by.pk):
        record(by, "monitoring.authority_ended", given)
    given.refresh_from_db()
    return given
