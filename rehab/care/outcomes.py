"""What a room found out about a pathway, told to the rooms that keep its status. Rooms of rehab do not import each other."""

from collections.abc import Callable
from typing import Any

Keeper = Callable[..., Any]
_keepers: list[Keeper] = []


def keep(keeper: Keeper) -> Keeper:
    """Be told: keeper(person, pathway=…, status=…, by=…). status is a value of the pathway statuses of the DOMAIN sheet."""
    _keepers.append(keeper)
    return keeper


def tell(person: Any, *, pathway: str, status: str, by: Any) -> None:
    """Say how a pathway stands now; called inside an action, so that all of it is kept or none."""
    for keeper in _keepers:
        keeper(person, pathway=pathway, status=status, by=by)
