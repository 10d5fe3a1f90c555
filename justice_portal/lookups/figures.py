"""What somebody opened before they were stopped. No permission here."""

from datetime import datetime, timedelta
from uuid import UUID

from justice_portal.lookups.models import LookUp, LookUpStop

#: While a stop is live its look-ups are kept; they are gone once it is lifted, and the audit log says the rest.
SHOWN = 100


def opened(stop: LookUpStop) -> list[tuple[UUID, datetime]]:
    """The people whose records were opened and the moments, newest first."""
    since = stop.at - timedelta(minutes=stop.within_minutes)
    rows = LookUp.objects.filter(user=stop.user_id, at__gt=since).order_by("-at")
    return list(rows.values_list("person_id", "at")[:SHOWN])
