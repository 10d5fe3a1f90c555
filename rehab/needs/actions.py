"""The list of needs, and every change to what a person needs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.needs.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.needs.importer import NeedFacts
from rehab.needs.models import Need, NeedUpdate, SupportNeed


class NeedChanged(DomainError):
    """Somebody else changed the need since the page was opened. need: how it stands now."""

    def __init__(self, need: SupportNeed) -> None:
        super().__init__(_("Someone else changed this need. Look at both. Then save the one you want."))
        self.need = need


@action(needs=Permission.QUESTION_SET_EDIT)
def load_needs(model: type[Need], *, facts: list[NeedFacts], by: Any) -> dict[str, int]:
    """Keep the list. A need that is no longer in it is hidden: people have it still. Safe to repeat."""
    counts = {"added": 0, "changed": 0, "hidden": 0}
    kept = {(need.pathway, need.section, need.title): need for need in model.objects.select_for_update()}
    for position, fact in enumerate(facts):
        old = kept.pop((fact.pathway, fact.section, fact.title), None)
        values = {**vars(fact), "position": position}
        if old is None:
            model.objects.create(**values)
            counts["added"] += 1
        elif any(getattr(old, name) != value for name, value in values.items()):
            model.objects.filter(pk=old.pk).update(**values)
            counts["changed"] += 1
    gone = [need.pk for need in kept.values() if not need.is_hidden]
    counts["hidden"] = model.objects.filter(pk__in=gone).update(is_hidden=True)
    record(by, "needs.list_loaded", model, subjects=None, **counts)
    return counts


@action(needs=Permission.NEED_EDIT)
def add_need(
    person: Person, *, need: Need, by_prison: bool, by_probation: bool, detail: str = "", by: Any
) -> SupportNeed:
    """The person's open need of this kind; a new one if there is none. Sent twice it is one."""
    if not (by_prison or by_probation):
        raise DomainError(_("Say who is responsible: prison, probation or both."))
    if need.is_hidden:
        raise DomainError(_("This need is not in the list any more."))
    if need.takes_detail and not detail:
        raise DomainError(_("Say what the need is."))
    person = Person.objects.locked(person)
    detail = detail if need.takes_detail else ""
    if found := SupportNeed.objects.open().filter(person=person, need=need, detail=detail).first():
        return found
    added = SupportNeed.objects.create(
        person=person,
        need=need,
        detail=detail,
        by_prison=by_prison,
        by_probation=by_probation,
        added_by=by,
        made_in=person.establishment,
    )
    record(by, "needs.added", added, need=need.pk, by_prison=by_prison, by_probation=by_probation)
    return added


@action(needs=Permission.NEED_EDIT)
def update_need(
    support_need: SupportNeed,
    *,
    key: UUID,
    status: str,
    by_prison: bool,
    by_probation: bool,
    words: str,
    version: int,
    by: Any,
) -> NeedUpdate:
    """Write down what happened, with the status and who is responsible from now on. Raises NeedChanged."""
    if done := NeedUpdate.objects.filter(pk=key, support_need=support_need).first():
        return done
    now = SupportNeed.objects.select_for_update(no_key=True).get(pk=support_need.pk)
    if not (by_prison or by_probation):
        raise DomainError(_("Say who is responsible: prison, probation or both."))
    if now.version != version and (now.status, now.by_prison, now.by_probation) != (status, by_prison, by_probation):
        raise NeedChanged(now)
    _require_new(key)
    old = now.status
    changes = {
        "by_prison": by_prison, "by_probation": by_probation, "version": now.version + 1,
        "changed_at": clock.now(), "changed_by": by,
    }  # fmt: skip
    if old != status:
        _require_no_twin(now, status)
        move(now, status, **changes)
    else:
        SupportNeed.objects.filter(pk=now.pk).update(**changes)
    update = NeedUpdate.objects.create(
        pk=key,
        support_need=now,
        words=words,
        status=status,
        by_prison=by_prison,
        by_probation=by_probation,
        added_by=by,
    )
    record(by, "needs.updated", now, old=old, new=status, by_prison=by_prison, by_probation=by_probation)
    return update


@action(needs=Permission.ASSESSMENT_EDIT)
def tell_need(support_need: SupportNeed, *, key: UUID, words: str, by: Any) -> NeedUpdate:
    """Say something about a need and leave its status as it is: the person's own way to write here."""
    support_need = SupportNeed.objects.select_for_update(no_key=True).get(pk=support_need.pk)
    if done := NeedUpdate.objects.filter(pk=key, support_need=support_need).first():
        return done
    _require_new(key)
    update = NeedUpdate.objects.create(
        pk=key,
        support_need=support_need,
        words=words,
        status=support_need.status,
        by_prison=support_need.by_prison,
        by_probation=support_need.by_probation,
        added_by=by,
    )
    record(by, "needs.told", update)
    return update


def _require_new(key: UUID) -> None:
    if NeedUpdate.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))


def _require_no_twin(now: SupportNeed, status: str) -> None:
    twins = SupportNeed.objects.open().filter(person=now.person_id, need=now.need_id, detail=now.detail)
    if status in SupportNeed.OPEN and twins.exclude(pk=now.pk).exists():
        raise DomainError(_("The same need is open already."))
