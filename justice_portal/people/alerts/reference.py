"""The national list of alerts, as it is packaged with the product and as it is sent."""

import hashlib
from pathlib import Path
from typing import Any

from justice_portal import clock
from justice_portal.estate.tally import Tally
from justice_portal.people.alerts.actions import import_alert_codes
from justice_portal.people.alerts.importer import read_alert_codes
from justice_portal.people.models import AlertCode

DATA = Path(__file__).resolve().parent / "data"
TYPES, CODES = "alert_types.csv", "alert_codes.csv"


def load_alert_codes(types: bytes, codes: bytes, *, by: Any) -> Tally:
    """Read the two files of the list and make our kinds of alert say the same."""
    facts = read_alert_codes(types, codes, today=clock.today())
    return import_alert_codes(AlertCode, codes=facts, digest=hashlib.sha256(types + codes).hexdigest(), by=by)


def load_packaged_alert_codes(*, by: Any) -> Tally:
    return load_alert_codes((DATA / TYPES).read_bytes(), (DATA / CODES).read_bytes(), by=by)
