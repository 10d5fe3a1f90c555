"""A movement in plain words, for the history on a person's page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal.people.models import Movement

Kind = Movement.Kind


def said(movement: Movement) -> str:
    """What happened: "Came into Ashcombe, cell ASH-A-1-003"."""
    names = {
        "to": movement.to_establishment,
        "left": movement.from_establishment,
        "cell": movement.to_cell,
        "unit": movement.to_delivery_unit,
        "status": movement.get_status_display(),
    }
    return str(_sentence(movement)) % names


#: What each kind says, fully and where the cell, the unit or the other prison is not known.
SENTENCES: Mapping[str, Any] = {
    Kind.RECEPTION: _("Came into %(to)s, cell %(cell)s"),
    Kind.TRANSFER_OUT: _("Left %(left)s for %(to)s"),
    Kind.TRANSFER_IN: _("Arrived at %(to)s, cell %(cell)s"),
    Kind.CELL: _("Moved to cell %(cell)s"),
    Kind.RELEASE: _("Released from %(left)s to %(unit)s"),
    Kind.SUPERVISION: _("Now: %(status)s"),
    Kind.UNIT: _("Moved to %(unit)s"),
    Kind.ORDER: _("Community order began with %(unit)s"),
    Kind.RECALL: _("Recalled to prison"),
    Kind.DEATH: _("Died"),
    Kind.ENDED: _("Supervision ended"),
}
SHORTER: Mapping[str, Any] = {
    Kind.RECEPTION: _("Came into %(to)s"),
    Kind.TRANSFER_OUT: _("Left %(left)s for another prison"),
    Kind.TRANSFER_IN: _("Arrived at %(to)s"),
    Kind.RELEASE: _("Released from %(left)s"),
}


def _sentence(movement: Movement) -> str:
    lacks = {
        Kind.RECEPTION: movement.to_cell_id is None,
        Kind.TRANSFER_OUT: not (movement.to_establishment_id and movement.from_establishment_id),
        Kind.TRANSFER_IN: movement.to_cell_id is None,
        Kind.RELEASE: movement.to_delivery_unit_id is None,
    }
    kind = Kind(movement.kind)
    said = SHORTER[kind] if lacks.get(kind) else SENTENCES.get(kind, kind.label)
    return str(said)


def as_events(movements: Iterable[Movement], *, can_open: bool = False) -> list[dict[str, Any]]:
    """For components/timeline.html. can_open: whether the reader may put them right."""
    return [
        {
            "title": said(movement),
            "at": movement.happened_at,
            "by": movement.recorded_by.name if movement.recorded_by else "",
            "text": movement.get_why_not_display() if movement.why_not else "",
            "href": reverse("amending:put-right", args=[movement.pk]) if can_open else "",
        }
        for movement in movements
    ]
