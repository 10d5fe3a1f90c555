"""Planning the first 72 hours, and the estate's table of travel times."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.release_days.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.moments import nearest
from justice_portal.people.models import Person
from rehab.care.victims.words import refuse_victim_words
from rehab.release_days.figures import stamp
from rehab.release_days.models import DAYS, ReleaseDay, ReleaseStep, TravelTime

#: More than anybody can do in three days.
MOST_STEPS = 40
LATEST = timedelta(days=366)
SPOKEN = ("gate_place", "sleeps_at", "home_place", "medication")


class ReleaseDayChanged(DomainError):
    """Somebody else changed it since the page was opened. day: how it stands now."""

    def __init__(self, day: ReleaseDay) -> None:
        super().__init__(_("Someone else changed this. Look at both. Then save the one you want."))
        self.day = day


@action(needs=Permission.RELEASE_DAY_EDIT)
def plan_release(
    person: Person, *, release_on: date, details: dict[str, Any], seen: str | None = None, by: Any
) -> ReleaseDay:
    """Write down the day of release, or change what is known of it. details: the other fields of ReleaseDay.

    When release comes sooner or later than was thought, all its steps go with it. seen: the stamp of the day that the
    writer saw, "" for none; it raises ReleaseDayChanged when another stands there now.
    """
    today = clock.today()
    if not today - timedelta(days=DAYS) <= release_on <= today + LATEST:
        raise DomainError(_("The day of release must be in the next year."))
    refuse_victim_words(person, *(details.get(name) for name in SPOKEN))
    person = Person.objects.locked(person)
    day = _planned(person, release_on)
    values = {"release_on": release_on, **details}
    if day and all(getattr(day, name) == value for name, value in values.items()):
        return day
    if seen is not None and seen != stamp(day):
        raise ReleaseDayChanged(day) if day else DomainError(_("Please open the page again and try once more."))
    if day is None:
        day = ReleaseDay.objects.create(person=person, changed_by=by, made_in=person.establishment, **values)
        record(by, "release_days.planned", day, release_on=release_on, is_new=True)
        return day
    _move_steps(day, release_on)
    vars(day).update(values, changed_at=clock.now(), changed_by_id=by.pk)
    day.save()
    record(by, "release_days.planned", day, release_on=release_on, is_new=False)
    return day


def _planned(person: Person, release_on: date) -> ReleaseDay | None:
    """The plan of that day, or the newest that is not over: who comes back to prison has another release later."""
    rows = ReleaseDay.objects.filter(person=person)
    return (
        rows.filter(release_on=release_on).first()
        or rows.filter(release_on__gt=clock.today() - timedelta(days=DAYS)).order_by("-release_on").first()
    )


def _move_steps(day: ReleaseDay, release_on: date) -> None:
    """Each step at its hour of the new day, also over a change of the clocks."""
    later = release_on - day.release_on
    steps = list(day.steps.all()) if later else []
    for step in steps:
        lasts = step.ends_at - step.starts_at
        local = step.starts_at.astimezone(clock.LONDON)
        step.starts_at = nearest(local.date() + later, local.time())
        step.ends_at = step.starts_at + lasts
    ReleaseStep.objects.bulk_update(steps, ["starts_at", "ends_at"])


@action(needs=Permission.RELEASE_DAY_EDIT)
def add_step(
    day: ReleaseDay, *, key: UUID, starts_at: datetime, minutes: int | None, fields: dict[str, Any], by: Any
) -> ReleaseStep:
    """A leg of the way or a stop. A leg without minutes takes them, and the fare, from the estate's table."""
    if done := ReleaseStep.objects.filter(pk=key, release_day=day).first():
        return done
    fields = dict(fields)
    if fields["kind"] == ReleaseStep.Kind.TRAVEL:
        minutes = _from_table(fields, minutes)
    ends_at = starts_at + timedelta(minutes=minutes or 0)
    if not minutes or minutes > 24 * 60:
        raise DomainError(_("Write how many minutes it takes: this way is not in the table."))
    if starts_at.astimezone(clock.LONDON).date() not in day.days:
        raise DomainError(_("It must be on the day of release or one of the two days after."))
    if day.steps.count() >= MOST_STEPS:
        raise DomainError(_("There are 40 steps already. Take one off first."))
    refuse_victim_words(day.person, *(fields.get(name) for name in ("place", "from_place", "what")))
    if ReleaseStep.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    step = ReleaseStep.objects.create(
        pk=key, release_day=day, starts_at=starts_at, ends_at=ends_at, added_by=by, **fields
    )
    record(by, "release_days.step_added", step, kind=step.kind)
    return step


def _from_table(fields: dict[str, Any], minutes: int | None) -> int | None:
    if not fields.get("from_place") or not fields.get("mode"):
        raise DomainError(_("A leg of the way needs where from, and how."))
    known = TravelTime.objects.filter(
        from_place__iexact=fields["from_place"], to_place__iexact=fields["place"], mode=fields["mode"]
    ).first()
    if known and not minutes:
        fields["fare_pence"] = fields.get("fare_pence") or known.fare_pence
        return known.minutes
    return minutes


@action(needs=Permission.RELEASE_DAY_EDIT)
def drop_step(step: ReleaseStep, *, by: Any) -> None:
    record(by, "release_days.step_dropped", step, kind=step.kind)
    step.delete()


@action(needs=Permission.ESTATE_EDIT)
def load_travel_times(model: type[TravelTime], *, rows: list[dict[str, Any]], by: Any) -> int:
    """The whole table anew: what the file does not have is gone. How many rows it has."""
    model.objects.all().delete()
    model.objects.bulk_create(model(**row) for row in rows)
    record(by, "release_days.travel_times_loaded", model, rows=len(rows))
    return len(rows)
