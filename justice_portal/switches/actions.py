"""Turning parts of the product on and off."""

from typing import Any

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.switches.models import Switch


@action(needs=Permission.SWITCH_EDIT)
def set_switch(of: type[Switch], *, code: str, is_on: bool, note: str = "", by: Any) -> Switch:
    """Set a switch otherwise than the code does, or back."""
    switch, is_new = of.objects.get_or_create(code=code, defaults={"is_on": is_on, "note": note})
    before = None if is_new else switch.is_on
    if not is_new:
        switch.is_on, switch.note = is_on, note
        switch.save(update_fields=["is_on", "note"])
    record(by, "switch.changed", switch, code=code, is_on=[before, is_on])
    return switch
