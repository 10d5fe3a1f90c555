"""What the doors throw away by themselves."""

from datetime import timedelta

from django.contrib.sessions.models import Session

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import LoginAttempt
from justice_portal.audit.log import record
from justice_portal.jobs.schedules import nightly

#: Ministry of Justice: raw security logs are kept 13 months to 2 years.
ATTEMPTS_KEPT = timedelta(days=396)


@nightly(at="03:10")
def forget_old_attempts() -> None:
    """Remove tries to sign in that are older than they may be kept."""
    count, _by_model = LoginAttempt.objects.filter(at__lt=clock.now() - ATTEMPTS_KEPT).delete()
    if count:
        record(SYSTEM, "account.attempts_forgotten", LoginAttempt, count=count)


@nightly(at="03:20")
def end_old_sessions() -> None:
    """Remove sessions that have run out: they open nothing, and say who was there."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
