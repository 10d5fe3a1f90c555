"""Stopping someone who opens many records, and letting them go on."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.lookups.models import LookUp, LookUpStop
from justice_portal.notify import anyone, notify
from justice_portal.protected.staff import managers_of, place_of


@action(needs=Permission.LOOKUP_LIFT)
def stop_look_ups(user: User, *, people: int, minutes: int, by: Any) -> LookUpStop:
    """Shut the records out of caseload to user, and tell the manager at once. A second stop is the first one."""
    stop = LookUpStop(user=user, people=people, within_minutes=minutes, **place_of(user))
    LookUpStop.objects.bulk_create([stop], ignore_conflicts=True)
    live = LookUpStop.objects.live().get(user=user)
    if live.pk == stop.pk:
        record(by, "lookups.stopped", live, people=people, minutes=minutes, user=user)
        anyone(managers_of(user), "lookups.stopped", about=live, by_email=True)
        notify(user, "lookups.you_are_stopped")
    return live


@action(needs=Permission.LOOKUP_LIFT)
def lift_stop(stop: LookUpStop, *, words: str, by: Any) -> LookUpStop:
    """Let the member of staff open records again; counting begins anew."""
    if stop.user_id == by.pk:
        raise DomainError(_("You cannot lift your own stop. Another manager must do it."))
    lifted = LookUpStop.objects.live().filter(pk=stop.pk).update(lifted_at=clock.now(), lifted_by=by.pk, words=words)
    if lifted:
        LookUp.objects.filter(user=stop.user_id).delete()
        record(by, "lookups.lifted", stop, user=stop.user_id)
        notify(stop.user, "lookups.lifted")
    stop.refresh_from_db()
    return stop
