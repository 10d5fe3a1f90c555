"""Loading versions of the policy, and settling what a new one does to live licences."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

import rehab.licence.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.states import move
from rehab.licence.models import ConditionChange, Licence, LicenceCondition, PolicyVersion
from rehab.licence.policies.comparing import compare
from rehab.licence.policies.importer import count_conditions, rank


@action(needs=Permission.LICENCE_POLICY_EDIT)
def load_policies(model: type[PolicyVersion], *, contents: Iterable[dict[str, Any]], by: Any) -> dict[str, int]:
    """Keep checked versions. One that is here already must be the same: licences were written from it.

    Each live licence under an older version is compared with the newest. Returns how many were added, unchanged, found.
    """
    counts = {"added": 0, "unchanged": 0, "found": 0}
    for content in contents:
        old = model.objects.filter(number=content["version"]).first()
        if old is None:
            model.objects.create(
                number=content["version"],
                rank=rank(content["version"]),
                content=content,
                conditions=count_conditions(content),
            )
            counts["added"] += 1
        elif old.content == content:
            counts["unchanged"] += 1
        else:
            raise DomainError(
                _("Version %(number)s is here already with other words. Give the new words a new number.")
                % {"number": old.number}
            )
    newest = model.objects.newest()
    if newest and counts["added"]:
        counts["found"] = _compare_live(newest)
    record(by, "licence.policies_loaded", model, subjects=None, **counts)
    return counts


def _compare_live(newest: PolicyVersion) -> int:
    """Rows for what the newest version does to each live licence under an older one. How many there are."""
    agreed = Prefetch("conditions", LicenceCondition.objects.in_force())
    older = Licence.objects.live().filter(policy__rank__lt=newest.rank).select_related("policy")
    rows = [
        ConditionChange(condition=found.condition, policy=newest, kind=found.kind, replacements=found.replacements)
        for licence in older.prefetch_related(agreed).iterator(chunk_size=500)
        for found in compare(licence.conditions.all(), licence.policy, newest, licence.kind)
    ]
    ConditionChange.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    return len(rows)


@action(needs=Permission.LICENCE_EDIT)
def keep_condition(change: ConditionChange, *, by: Any) -> ConditionChange:
    """Staff looked: this condition stays on this licence as it is, until the next version of the licence."""
    if change.status == ConditionChange.Status.KEPT:
        return change
    move(change, ConditionChange.Status.KEPT, settled_at=clock.now(), settled_by_id=by.pk)
    record(by, "licence.change_settled", change, kind=change.kind)
    return change
