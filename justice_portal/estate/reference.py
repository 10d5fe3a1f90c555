"""The national lists as they are packaged with the product, so that a machine with no network has them."""

import hashlib
from pathlib import Path
from typing import Any

from justice_portal.estate import actions
from justice_portal.estate.importer import read_addresses, read_prisons, read_units
from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.estate.tally import Tally

DATA = Path(__file__).resolve().parent / "data"


def load_register(prisons: bytes, addresses: bytes | None, *, by: Any) -> actions.RegisterTally:
    """Read the two files of the prison register and make the estate say the same; all of both, or nothing."""
    facts = read_prisons(prisons)
    places = None if addresses is None else read_addresses(addresses, prisons={prison.code for prison in facts})
    digest = hashlib.sha256(prisons + (addresses or b"")).hexdigest()
    return actions.import_register(Establishment, prisons=facts, addresses=places, digest=digest, by=by)


def load_probation(units: bytes, *, by: Any) -> Tally:
    """Read the list of delivery units and make probation say the same."""
    return actions.import_probation(
        DeliveryUnit, units=read_units(units), digest=hashlib.sha256(units).hexdigest(), by=by
    )


def load_packaged(*, by: Any) -> tuple[actions.RegisterTally, Tally]:
    """The prison register and probation's list, as packaged."""
    register = load_register((DATA / "prisons.csv").read_bytes(), (DATA / "prison_addresses.csv").read_bytes(), by=by)
    return register, load_probation((DATA / "probation_regions_pdus.csv").read_bytes(), by=by)
