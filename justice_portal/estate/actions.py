"""Changes to the estate: what the national lists say."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.estate.importer import AddressFacts, PrisonFacts, UnitFacts
from justice_portal.estate.models import Address, DeliveryUnit, Establishment, Region
from justice_portal.estate.tally import Tally, differs

#: Two imports of the national lists wait for each other: the number is ours and means nothing.
IMPORT_LOCK = 4_217_001


@dataclass
class RegisterTally:
    """What an import of the prison register did. addresses is None when it came without them."""

    prisons: Tally
    addresses: Tally | None


@action(needs=Permission.ESTATE_EDIT)
def import_register(
    kind: type[Establishment],
    *,
    prisons: Iterable[PrisonFacts],
    addresses: Iterable[AddressFacts] | None = None,
    digest: str = "",
    by: Any,
) -> RegisterTally:
    """Make the estate say what the register says. A prison that the register no longer names is closed, and kept."""
    _wait_for_other_imports()
    tally = RegisterTally(_keep_prisons(prisons), None)
    if addresses is not None:
        tally.addresses = _keep_addresses(addresses)
    record(
        by,
        "estate.register_imported",
        kind,
        digest=digest,
        prisons=tally.prisons.counts,
        addresses=tally.addresses.counts if tally.addresses else None,
        closed=tally.prisons.closed,
    )
    return tally


@action(needs=Permission.ESTATE_EDIT)
def import_probation(kind: type[DeliveryUnit], *, units: Iterable[UnitFacts], digest: str = "", by: Any) -> Tally:
    """Make probation's regions and units say what the list says. A unit that is no longer named is closed, and kept."""
    _wait_for_other_imports()
    tally, units = Tally(), list(units)
    regions = {region.name: region for region in Region.objects.all()}
    for name in dict.fromkeys(unit.region for unit in units):
        if name not in regions:
            regions[name] = Region.objects.create(name=name)
    known = {(unit.region.name, unit.name): unit for unit in DeliveryUnit.objects.select_related("region")}
    named = {(unit.region, unit.name) for unit in units}
    for region, name in sorted(named):
        key, unit = f"{region}: {name}", known.get((region, name))
        if unit is None:
            DeliveryUnit.objects.create(region=regions[region], name=name, in_list=True)
            tally.added.append(key)
        elif unit.is_open and unit.in_list:
            tally.unchanged.append(key)
        else:
            DeliveryUnit.objects.filter(pk=unit.pk).update(is_open=True, in_list=True)
            tally.changed.append(key)
    gone = [unit for key, unit in sorted(known.items()) if key not in named and unit.in_list and unit.is_open]
    DeliveryUnit.objects.filter(pk__in=[unit.pk for unit in gone]).update(is_open=False)
    tally.closed += [f"{unit.region.name}: {unit.name}" for unit in gone]
    record(by, "estate.probation_imported", kind, digest=digest, units=tally.counts)
    return tally


def _wait_for_other_imports() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _keep_prisons(prisons: Iterable[PrisonFacts]) -> Tally:
    tally = Tally()
    known = {prison.code: prison for prison in Establishment.objects.all()}
    named = set()
    for facts in prisons:
        named.add(facts.code)
        values = {**asdict(facts), "in_register": True}
        prison = known.get(facts.code)
        if prison is None:
            Establishment.objects.create(**values)
            tally.added.append(facts.code)
        elif not differs(prison, values):
            tally.unchanged.append(facts.code)
        else:
            (tally.closed if prison.is_open and not facts.is_open else tally.changed).append(facts.code)
            Establishment.objects.filter(pk=prison.pk).update(**values)
    gone = sorted(code for code, one in known.items() if one.in_register and one.is_open and code not in named)
    Establishment.objects.filter(code__in=gone).update(is_open=False)
    tally.closed += gone
    tally.unchanged += [
        code for code, one in known.items() if one.in_register and not one.is_open and code not in named
    ]
    return tally


def _keep_addresses(addresses: Iterable[AddressFacts]) -> Tally:
    """An address has no history of its own: one that the register no longer names is deleted, and counted as closed."""
    tally = Tally()
    prisons = dict(Establishment.objects.values_list("code", "pk"))
    known = {address.register_id: address for address in Address.objects.all()}
    for facts in addresses:
        values = asdict(facts)
        values["establishment_id"] = prisons[values.pop("prison")]
        address, key = known.pop(facts.register_id, None), str(facts.register_id)
        if address is None:
            Address.objects.create(**values)
            tally.added.append(key)
        elif differs(address, values):
            Address.objects.filter(pk=address.pk).update(**values)
            tally.changed.append(key)
        else:
            tally.unchanged.append(key)
    Address.objects.filter(register_id__in=known).delete()
    tally.closed += [str(register_id) for register_id in known]
    return tally
