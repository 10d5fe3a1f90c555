"""What staff do with a care alert: take it, say what was done, read it a second time; and the clock, which tells the next."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.states import move
from rehab.care.concern import tell
from rehab.care.models import AGAIN, STEPS, CareAlert


@action(needs=Permission.CARE_ACT)
def take_alert(alert: CareAlert, *, by: Any) -> CareAlert:
    """I have it, and I go to see them now. Nobody else is told from here on; the person hears that someone comes."""
    if alert.status == CareAlert.Status.SEEN and alert.seen_by_id == by.pk:
        return alert  # clicked twice
    move(
        alert, CareAlert.Status.SEEN, seen_by=by, seen_at=clock.now(), next_step_at=None,
        message=_("Someone else has this already. Look who, below."),
    )  # fmt: skip
    record(by, "care.alert_taken", alert)
    notify(alert.person.user, "care.seen")
    return alert


@action(needs=Permission.CARE_ACT)
def answer_alert(alert: CareAlert, *, outcome: str, words: str, by: Any) -> CareAlert:
    """What was done. Somebody else reads it before it is closed."""
    if alert.status == CareAlert.Status.ANSWERED and (alert.outcome, alert.outcome_words) == (outcome, words):
        return alert  # sent twice
    move(
        alert, CareAlert.Status.ANSWERED,
        outcome=outcome, outcome_words=words, outcome_by=by, outcome_at=clock.now(),
    )  # fmt: skip
    record(by, "care.alert_answered", alert, outcome=outcome)
    return alert


@action(needs=Permission.CARE_ACT)
def close_alert(alert: CareAlert, *, by: Any) -> CareAlert:
    """A second reader agrees that enough was done."""
    if alert.status == CareAlert.Status.CLOSED and alert.closed_by_id == by.pk:
        return alert  # clicked twice
    if alert.outcome_by_id == by.pk:
        raise DomainError(_("You wrote what was done. Someone else must read it and close it."))
    move(alert, CareAlert.Status.CLOSED, closed_by=by, closed_at=clock.now())
    record(by, "care.alert_closed", alert)
    return alert


@action(needs=Permission.CARE_ACT)
def return_alert(alert: CareAlert, *, by: Any) -> CareAlert:
    """A second reader finds that more must be done: it goes back to who had it, and they are told."""
    if alert.status != CareAlert.Status.ANSWERED:
        raise DomainError(_("This does not wait for a second reader."))
    if alert.outcome_by_id == by.pk:
        raise DomainError(_("You wrote what was done. Someone else must read it."))
    if CareAlert.objects.filter(person=alert.person_id).open().exclude(pk=alert.pk).exists():
        raise DomainError(_("There is a newer care alert for this person. Write there what must still be done."))
    move(alert, CareAlert.Status.SEEN)
    record(by, "care.alert_returned", alert)
    notify(alert.seen_by, "care.returned", about=alert, by_email=True)
    return alert


@action(needs=Permission.CARE_ACT)
def tell_next_step(alert: CareAlert, *, by: Any) -> CareAlert:
    """Nobody has taken it in time: tell the next step of staff, and all before them again.

    After a clock that stood still for long, every step whose time has come is told at once.
    """
    now = clock.now()
    due = sum(alert.raised_at + wait <= now for wait in STEPS)
    alert.step = max(alert.step, due)
    alert.next_step_at = alert.raised_at + STEPS[due] if due < len(STEPS) else now + AGAIN
    alert.save(update_fields=["step", "next_step_at"])
    told = tell(alert)
    record(by, "care.alert_climbed", alert, step=alert.step, told=[user.pk for user in told])
    return alert
