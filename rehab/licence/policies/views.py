"""What a new version of the policy does to the live licences that staff look after."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.paging import paged
from rehab.licence.models import ConditionChange, Licence, LicenceCondition
from rehab.licence.policies import actions
from rehab.licence.views import changed_lines

#: The page shows so many conditions that wait for approval.
MOST_WAITING = 50


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Removed, replaced or reworded: a line for each condition, the licence that ends first at the top."""
    require(request.user, Permission.LICENCE_EDIT, ConditionChange)
    rows = ConditionChange.objects.within(request.user, Permission.LICENCE_EDIT).filter(status="open")
    rows = rows.select_related("condition__licence__person", "condition__licence__policy", "policy")
    paging = paged(
        rows.order_by("condition__licence__ends_on", "condition__licence_id", "condition__position"), request.GET
    )
    lines = changed_lines(paging.rows)
    waiting = _waiting(request)
    people = {line["change"].condition.licence.person for line in lines} | {one.licence.person for one in waiting}
    record(request.user, "licence.changes_listed", ConditionChange, subjects=people)
    return render(request, "rehab/licence/changes.html", {"lines": lines, "paging": paging, "waiting": waiting})


def _waiting(request: HttpRequest) -> list[LicenceCondition]:
    """Bespoke conditions that this reader can decide about, the oldest first."""
    rows = LicenceCondition.objects.within(request.user, Permission.LICENCE_APPROVE).filter(
        status=LicenceCondition.Status.WAITING, licence__status=Licence.Status.DRAFT
    )
    mine = rows.exclude(added_by=request.user).select_related("licence__person", "added_by")
    return list(mine.order_by("added_at")[:MOST_WAITING])


@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = get_object_or_404(
        ConditionChange.objects.visible_to(request.user).select_related("condition__licence"), pk=pk
    )
    actions.keep_condition(change, by=request.user)
    return redirect("licence:for-person", pk=change.condition.licence.person_id)
