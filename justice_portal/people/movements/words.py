"""A movement in plain words, for the history on a person's page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.people.models import Movement

Kind = Movement.Kind


def said(movement: Movement) -> str:
    """What happened: "Came into Ashcombe, cell ASH-A-1-003"."""
    names = {
        "to": movement.to_establishment,
        "left": movement.from_establishment,
        "cell": movement.to_cell,
        "unit": movement.to_delivery_unit,
    }
    return str(_sentence(movement)) % names


def _sentence(movement: Movement) -> str:
    match movement.kind:
        case Kind.RECEPTION:
            return _("Came into %(to)s, cell %(cell)s") if movement.to_cell_id else _("Came into %(to)s")
        case Kind.TRANSFER_OUT:
            if movement.to_establishment_id and movement.from_establishment_id:
                return _("Left %(left)s for %(to)s")
            return _("Left %(left)s for another prison")
        case Kind.TRANSFER_IN:
            return _("Arrived at %(to)s, cell %(cell)s") if movement.to_cell_id else _("Arrived at %(to)s")
        case Kind.CELL:
            return _("Moved to cell %(cell)s")
        case Kind.RELEASE:
            return (
                _("Released from %(left)s to %(unit)s") if movement.to_delivery_unit_id else _("Released from %(left)s")
            )
        case Kind.RECALL:
            return _("Recalled to prison")
        case Kind.DEATH:
            return _("Died")
        case Kind.ENDED:
            return _("Supervision ended")
    return movement.get_kind_display()


def as_events(movements: Iterable[Movement]) -> list[dict[str, Any]]:
    """For components/timeline.html."""
    return [
        {
            "title": said(movement),
            "at": movement.happened_at,
            "by": movement.recorded_by.name if movement.recorded_by else "",
            "text": "",
            "href": "",
        }
        for movement in movements
    ]
