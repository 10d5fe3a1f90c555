"""How long a tablet stays open: by prison and kind of tablet, as administrators set it."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import F, Q

from justice_portal.devices.models import Device
from justice_portal.visits.models import VisitLimit


class Limit(NamedTuple):
    """untouched: seconds without a touch. longest: seconds from signing in."""

    untouched: int
    longest: int


#: Where no administrator set anything. A shared tablet is picked up by the next person; one in a cell is not.
USUAL = {
    Device.Kind.SHARED: Limit(untouched=3 * 60, longest=45 * 60),
    Device.Kind.IN_CELL: Limit(untouched=10 * 60, longest=120 * 60),
}
#: Without scripts only the next page tells that somebody is there, and reading one takes longer than three minutes.
WITHOUT_SCRIPTS = timedelta(minutes=10)
#: How long before the end a page warns.
WARNING = timedelta(seconds=60)


def limit_for(device: Device) -> Limit:
    """The limit of the prison for this kind of tablet, or that for everywhere, or the usual one."""
    own = Q(establishment=device.establishment_id) | Q(establishment=None)
    rows = VisitLimit.objects.filter(own, kind=device.kind).order_by(F("establishment").asc(nulls_last=True))
    if row := rows.first():
        return Limit(row.untouched_seconds, row.longest_minutes * 60)
    return USUAL[Device.Kind(device.kind)]
