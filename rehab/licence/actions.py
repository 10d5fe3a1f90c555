"""Writing a licence: a draft, its conditions, the approval of what is in no list, and the day it comes into force."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

import rehab.licence.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.editing import refuse_unseen
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Allocation, Person
from justice_portal.states import move
from rehab.care.victims.words import refuse_victim_words
from rehab.licence.inputs import InputsForm, needs_area
from rehab.licence.models import ConditionChange, Licence, LicenceCondition, PolicyVersion
from rehab.licence.shapes import names
from rehab.licence.wording import formal_text

#: A licence that nobody can read through protects nobody.
MOST_CONDITIONS = 40
LONGEST = timedelta(days=366 * 99)
Kind, Status = LicenceCondition.Kind, LicenceCondition.Status


@action(needs=Permission.LICENCE_EDIT)
def start_licence(person: Person, *, key: UUID, kind: str, details: dict[str, Any], by: Any) -> Licence:
    """A draft under the newest policy: the next version of the live licence, with what of it still fits, or the first.

    details: starts_on, ends_on, dates_source, ask_name, ask_phone.
    """
    if done := Licence.objects.filter(pk=key, person=person).first():
        return done
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if draft := Licence.objects.filter(person=person, kind=kind, status=Licence.Status.DRAFT).first():
        if draft.details != details:  # somebody else began it meanwhile: what was typed here is not lost without a word
            raise DomainError(_("There is a draft already. Change that one."))
        return draft
    policy = PolicyVersion.objects.newest()
    if policy is None:
        raise DomainError(_("No version of the policy is loaded yet. Ask an administrator."))
    live = Licence.objects.live().filter(person=person, kind=kind).select_related("policy").first()
    if not policy.standard(kind):  # post-sentence supervision left the policy with 4.0
        policy = next((one for one in PolicyVersion.objects.order_by("-rank") if one.standard(kind)), policy)
    _check_details(person, details)
    last = Licence.objects.filter(person=person, kind=kind).aggregate(last=Max("number"))["last"] or 0
    licence = Licence.objects.create(
        pk=key, person=person, kind=kind, policy=policy, number=last + 1, started_by=by, made_in=person.establishment,
        **details,
    )  # fmt: skip
    _fill(licence, live, by)
    record(by, "licence.started", licence, kind=kind, number=licence.number, policy=policy.number)
    return licence


def _fill(licence: Licence, live: Licence | None, by: Any) -> None:
    """Standard conditions of the policy; then those of the live licence that the policy still has and that still fit."""
    rows = [
        LicenceCondition(
            licence=licence, kind=Kind.STANDARD, code=one["code"], position=n, text=one["text"], added_by=by
        )
        for n, one in enumerate(licence.policy.standard(licence.kind))
    ]
    entries = {one["code"]: one for one in licence.policy.additional(licence.kind)}
    for old in live.conditions.in_force().exclude(kind=Kind.STANDARD) if live else ():
        entry = entries.get(old.code)
        if old.kind == Kind.ADDITIONAL and (entry is None or not _fits(licence, entry, old.inputs)):
            continue  # staff see it as changed by the policy, and choose what stands in for it
        copy = LicenceCondition(
            licence=licence, kind=old.kind, code=old.code, position=len(rows), inputs=old.inputs, area=old.area,
            own_words=old.own_words, text=formal_text(entry, old.inputs) if entry else old.text, added_by_id=old.added_by_id,
            decided_by_id=old.decided_by_id, decided_at=old.decided_at,
        )  # fmt: skip
        rows.append(copy)
    LicenceCondition.objects.bulk_create(rows)


def _fits(licence: Licence, entry: dict[str, Any], inputs: dict[str, Any]) -> bool:
    form = InputsForm(inputs, entry=entry, starts_on=licence.starts_on, ends_on=licence.ends_on)
    return form.is_valid() and form.kept == inputs


@action(needs=Permission.LICENCE_EDIT)
def change_details(licence: Licence, *, details: dict[str, Any], seen: str | None = None, by: Any) -> Licence:
    """Dates, where they come from, and who to ask. seen: the stamp of what the page showed."""
    _lock_draft(licence)
    _check_details(licence.person, details)
    licence.refresh_from_db()
    if licence.details == details:
        return licence
    refuse_unseen(seen, licence.details)
    Licence.objects.filter(pk=licence.pk, status=Licence.Status.DRAFT).update(**details)
    licence.refresh_from_db()
    record(by, "licence.details_changed", licence, starts_on=licence.starts_on, ends_on=licence.ends_on)
    return licence


@action(needs=Permission.LICENCE_EDIT)
def add_condition(
    licence: Licence, *, key: UUID, code: str, given: Any, area: dict[str, Any] | None = None, by: Any
) -> LicenceCondition:
    """An additional condition from the menu of the licence's policy. given: its inputs as they were sent.

    Raises DomainError when an input is missing or out of range, an area is missing, or words give a victim away.
    """
    if done := LicenceCondition.objects.filter(pk=key, licence=licence).first():
        return done
    _lock_draft(licence)
    entry = next((one for one in licence.policy.additional(licence.kind) if one["code"] == code), None)
    if entry is None:
        raise DomainError(_("This condition is not in the policy of this licence."))
    form = InputsForm(given, entry=entry, starts_on=licence.starts_on, ends_on=licence.ends_on)
    if not form.is_valid():
        raise DomainError(" ".join(str(said) for errors in form.errors.values() for said in errors))
    if needs_area(entry) and not area:
        raise DomainError(_("This condition needs an area."))
    if licence.conditions.filter(code=code).exists() and not needs_area(entry):
        raise DomainError(_("This condition is on the licence already."))
    refuse_victim_words(licence.person, *_texts(form.kept), *names(area))
    condition = _new(licence, key, Kind.ADDITIONAL, by, code=code, inputs=form.kept, area=area,
                     text=formal_text(entry, form.kept))  # fmt: skip
    record(by, "licence.condition_added", condition, code=code)
    return condition


@action(needs=Permission.LICENCE_EDIT)
def ask_bespoke(licence: Licence, *, key: UUID, text: str, own_words: str, by: Any) -> LicenceCondition:
    """A condition that is in no list. It counts for nothing until somebody else agreed to it."""
    if done := LicenceCondition.objects.filter(pk=key, licence=licence).first():
        return done
    _lock_draft(licence)
    refuse_victim_words(licence.person, text, own_words)
    condition = _new(licence, key, Kind.BESPOKE, by, text=text, own_words=own_words, status=Status.WAITING)
    record(by, "licence.bespoke_asked", condition)
    working = Allocation.objects.live().filter(person=licence.person).exclude(user=by.pk).select_related("user")
    anyone(
        [one.user for one in working if may(one.user, Permission.LICENCE_APPROVE, licence)],
        "licence.bespoke",
        about=licence,
    )
    return condition


@action(needs=Permission.LICENCE_APPROVE)
def decide_bespoke(condition: LicenceCondition, *, is_agreed: bool, by: Any) -> LicenceCondition:
    """By another than who asked for it."""
    if condition.added_by_id == by.pk:
        raise DomainError(_("Somebody else must decide about a condition that you asked for."))
    _lock_draft(condition.licence)
    to = Status.AGREED if is_agreed else Status.REFUSED
    if condition.status == to:
        return condition
    move(condition, to, decided_at=clock.now(), decided_by_id=by.pk)
    record(by, "licence.bespoke_decided", condition, status=to)
    return condition


@action(needs=Permission.LICENCE_EDIT)
def drop_condition(condition: LicenceCondition, *, by: Any) -> None:
    """Take a condition off a draft."""
    _lock_draft(condition.licence)
    if condition.kind == Kind.STANDARD:
        raise DomainError(_("A standard condition stays on every licence."))
    record(by, "licence.condition_dropped", condition, kind=condition.kind, code=condition.code)
    condition.delete()


@action(needs=Permission.LICENCE_EDIT)
def make_live(licence: Licence, *, by: Any) -> Licence:
    """From now it counts, and the person is told. The version before ends; what a policy did to it is settled."""
    if licence.is_live:
        return licence
    _lock_draft(licence)
    if licence.conditions.filter(status=Status.WAITING).exists():
        raise DomainError(_("A condition still waits for approval."))
    if licence.ends_on < clock.today():
        raise DomainError(_("This licence has ended already. Change its dates first."))
    rows = list(licence.conditions.in_force())
    refuse_victim_words(
        licence.person, licence.ask_name, licence.dates_source, *(text for row in rows for text in _readable(row))
    )  # a detail may have been added since
    for old in Licence.objects.live().filter(person=licence.person, kind=licence.kind):
        move(old, Licence.Status.ENDED, ended_at=clock.now())
        for change in ConditionChange.objects.filter(condition__licence=old, status=ConditionChange.Status.OPEN):
            move(change, ConditionChange.Status.CHANGED, settled_at=clock.now(), settled_by_id=by.pk)
    move(licence, Licence.Status.LIVE, live_at=clock.now(), live_by_id=by.pk)
    record(by, "licence.made_live", licence, number=licence.number)
    notify(licence.person.user, "licence.new", about=licence)
    return licence


@action(needs=Permission.LICENCE_EDIT)
def end_licence(licence: Licence, *, by: Any) -> Licence:
    """It counts no more: recalled, over, or a draft that is not wanted."""
    if licence.status == Licence.Status.ENDED:
        return licence
    move(licence, Licence.Status.ENDED, ended_at=clock.now())
    record(by, "licence.ended", licence, number=licence.number)
    return licence


def _new(licence: Licence, key: UUID, kind: str, by: Any, **fields: Any) -> LicenceCondition:
    if licence.conditions.count() >= MOST_CONDITIONS:
        raise DomainError(_("This licence has 40 conditions. No more can be added."))
    if LicenceCondition.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    last = licence.conditions.aggregate(last=Max("position"))["last"] or 0
    return LicenceCondition.objects.create(pk=key, licence=licence, kind=kind, position=last + 1, added_by=by, **fields)


def _texts(inputs: dict[str, Any]) -> list[str]:
    return [text for value in inputs.values() for text in (value if isinstance(value, list) else [value])]


def _readable(row: LicenceCondition) -> list[str]:
    """What of a condition the person reads, beside the words of the policy itself."""
    own = [row.text, row.own_words] if row.kind == Kind.BESPOKE else []
    return [*own, *_texts(row.inputs), *names(row.area)]


def _check_details(person: Person, details: dict[str, Any]) -> None:
    starts_on: date = details["starts_on"]
    if details["ends_on"] <= starts_on:
        raise DomainError(_("The licence must end after it starts."))
    if starts_on <= person.born_on or details["ends_on"] - starts_on > LONGEST:
        raise DomainError(_("These dates cannot be right."))
    refuse_victim_words(person, details["ask_name"], details["dates_source"])


def _require_draft(licence: Licence) -> None:
    if not licence.is_draft:
        raise DomainError(_("This version cannot be changed any more. Start the next version."))


def _lock_draft(licence: Licence) -> None:
    fresh = Licence.objects.select_for_update(no_key=True).only("status").get(pk=licence.pk)
    _require_draft(fresh)
