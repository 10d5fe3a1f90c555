"""The switches that the code knows, with what they do and whether they are on by themselves."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class DeclaredSwitch:
    what: Any
    on: bool


SWITCHES: dict[str, DeclaredSwitch] = {}


def declare_switch(code: str, what: Any, *, on: bool) -> None:
    """Name a switch, once, in the room's switch_codes.py."""
    if code in SWITCHES:
        raise ValueError(f"The switch {code} is declared twice.")
    SWITCHES[code] = DeclaredSwitch(what, on)


def is_on(code: str) -> bool:
    """Whether this part of the product is on: as an administrator set it, else as the code declares.

    One query. Raises KeyError for a switch that no room declared.
    """
    declared = SWITCHES[code]
    switch = apps.get_model("justice_portal", "Switch").objects.filter(code=code).first()
    return switch.is_on if switch else declared.on
