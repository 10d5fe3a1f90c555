"""Changes to alerts, and to the kinds of alert there are."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.tally import Tally, differs
from justice_portal.people.alerts.importer import AlertFacts
from justice_portal.people.models import Alert, AlertCode, Person
from justice_portal.people.signals import person_changed

#: Two imports of the list wait for each other: the number is ours and means nothing.
IMPORT_LOCK = 4_217_002


@action(needs=Permission.ALERT_EDIT)
def add_alert(
    person: Person, *, key: UUID, code: AlertCode, starts_on: date, ends_on: date | None = None, note: str = "", by: Any
) -> Alert:
    """Note something that staff must know first."""
    Person.objects.locked(person)  # two clicks at once: the second waits, and finds the alert
    if done := Alert.objects.filter(pk=key, person=person).first():
        return done
    if not code.is_active:
        raise DomainError(_("This kind of alert is no longer in use. Choose another."))
    if starts_on > clock.today():
        raise DomainError(_("An alert cannot start in the future."))
    if starts_on < person.born_on:
        raise DomainError(_("An alert cannot start before the person was born."))
    if ends_on and ends_on < clock.today():
        raise DomainError(_("The last day of an alert must be today or later."))
    if Alert.objects.filter(person=person, code=code).live().exists():
        raise DomainError(_("This person has this alert already."))
    alert = Alert.objects.create(
        pk=key, person=person, code=code, starts_on=starts_on, ends_on=ends_on, note=note, added_by_id=by.pk
    )
    record(by, "person.alert_added", alert, code=code.code, starts_on=starts_on, ends_on=ends_on)
    person_changed.send(Person, person=person, event="alerts", movement=None)
    return alert


@action(needs=Permission.ALERT_EDIT)
def end_alert(alert: Alert, *, by: Any) -> Alert:
    """The alert no longer counts, from now. It stays in the history."""
    now = clock.now()
    if Alert.objects.filter(pk=alert.pk, ended_at=None).update(ended_at=now, ended_by=by.pk):
        record(by, "person.alert_ended", alert, code=alert.code.code)
        person_changed.send(Person, person=alert.person, event="alerts", movement=None)
    alert.refresh_from_db()
    return alert


@action(needs=Permission.ESTATE_EDIT)
def import_alert_codes(kind: type[AlertCode], *, codes: Iterable[AlertFacts], digest: str = "", by: Any) -> Tally:
    """Make our kinds of alert say what the list says. One that the list no longer names goes out of use, and stays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    tally = Tally()
    known = {code.code: code for code in AlertCode.objects.all()}
    for facts in codes:
        values = asdict(facts)
        code = known.pop(facts.code, None)
        if code is None:
            AlertCode.objects.create(**values)
            tally.added.append(facts.code)
        elif differs(code, values):
            AlertCode.objects.filter(pk=code.pk).update(**values)
            (tally.closed if code.is_active and not facts.is_active else tally.changed).append(facts.code)
        else:
            tally.unchanged.append(facts.code)
    gone = sorted(code.code for code in known.values() if code.is_active)
    AlertCode.objects.filter(code__in=gone).update(is_active=False)
    tally.closed += gone
    tally.unchanged += sorted(code.code for code in known.values() if not code.is_active)
    record(by, "person.alert_codes_imported", kind, digest=digest, codes=tally.counts)
    return tally
