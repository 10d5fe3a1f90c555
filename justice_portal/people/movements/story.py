"""Where somebody is, worked out from what happened to them. Facts in, an answer out: nothing is read or saved here.

The same events in whatever order they reach us tell the same story: they are taken in the order in which they happened,
each is held against where the person was then, and one that does not fit changes nothing and says why.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from justice_portal.people.movements.models import Movement
from justice_portal.people.standing import AFTER_RELEASE, CAN_BE_RECALLED, ON_ARRIVAL, SUPERVISION_AFTER, Place, Status

Kind, WhyNot = Movement.Kind, Movement.WhyNot
#: Of events of the same moment, which came first.
ORDER: Mapping[str, int] = {
    kind: rank
    for rank, kind in enumerate(
        (
            Kind.RECALL, Kind.ORDER, Kind.RECEPTION, Kind.SENTENCED, Kind.TRANSFER_OUT, Kind.TRANSFER_IN, Kind.CELL,
            Kind.ROTL_OUT, Kind.ROTL_IN, Kind.RELEASE, Kind.SUPERVISION, Kind.UNIT, Kind.RESTRICTED, Kind.UNRESTRICTED,
            Kind.ENDED, Kind.DEATH,
        )
    )
}  # fmt: skip

#: Events of the record, not of the person: they happen wherever someone is.
WHO_MAY_SEE = frozenset({Kind.RESTRICTED, Kind.UNRESTRICTED})


@dataclass(frozen=True, slots=True)
class Where:
    """Where someone is and as what; the names are those of Person's fields. status "": nobody told us."""

    place: str = Place.ENDED
    status: str = Status.ENDED
    establishment: UUID | None = None
    wing: UUID | None = None
    cell: UUID | None = None
    delivery_unit: UUID | None = None
    bound_for: UUID | None = None
    has_died: bool = False
    is_restricted: bool = False  # as a feed told it; what staff restrict themselves is in protected/

    def as_json(self) -> dict[str, Any]:
        ids = ("establishment", "wing", "cell", "delivery_unit", "bound_for")
        return {
            "place": self.place,
            "status": self.status,
            **{name: str(getattr(self, name)) for name in ids if getattr(self, name)},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> "Where":
        said: dict[str, Any] = {
            name: value if name in {"place", "status"} else UUID(value) for name, value in kept.items()
        }
        return cls(**said)


class MisfitError(Exception):
    """An event that cannot have happened to someone who was there."""

    def __init__(self, why: Movement.WhyNot) -> None:
        self.why = why
        super().__init__(why)


@dataclass
class Story:
    """What a list of movements comes to. left: the prison that each counting movement left; misfits: why others do not count."""

    now: Where
    left: dict[UUID, UUID | None] = field(default_factory=dict)
    misfits: dict[UUID, Movement.WhyNot] = field(default_factory=dict)


def in_order(movements: Iterable[Movement]) -> list[Movement]:
    return sorted(movements, key=lambda one: (one.happened_at, ORDER[one.kind], str(one.pk)))


def tell(movements: Iterable[Movement], began_as: Mapping[str, str] | None) -> Story:
    """The story of someone who began so. began_as None: what the first event says of it."""
    told = in_order(movements)
    story = Story(Where.from_json(began_as) if began_as else _implied(told))
    for movement in told:
        try:
            then = after(story.now, movement)
        except MisfitError as misfit:
            story.misfits[movement.pk] = misfit.why
            continue
        story.left[movement.pk] = _left(story.now, movement)
        story.now = then
    return story


def after(where: Where, movement: Movement) -> Where:
    """Where someone is once this happened to them; raises MisfitError when it cannot have happened there."""
    if where.has_died:
        raise MisfitError(WhyNot.DIED)
    return STEPS[movement.kind](where, movement)


def _left(where: Where, movement: Movement) -> UUID | None:
    leaves = movement.kind in {Kind.TRANSFER_OUT, Kind.RELEASE, Kind.DEATH, Kind.CELL}
    return where.establishment if leaves else None


def _implied(told: list[Movement]) -> Where:
    """Where someone must have been for the first thing that we know of them to happen."""
    first = next((one for one in told if one.kind not in WHO_MAY_SEE), None)
    if first is None:
        return Where()
    at = (
        first.told_from_id
        or first.from_establishment_id
        or (first.to_establishment_id if first.kind == Kind.CELL else None)
    )
    match first.kind:
        case Kind.TRANSFER_OUT | Kind.CELL | Kind.RELEASE | Kind.ROTL_OUT | Kind.SENTENCED | Kind.DEATH if at:
            return Where(Place.PRISON, Status.UNSENTENCED if first.kind == Kind.SENTENCED else "", at)
        case Kind.TRANSFER_IN:
            return Where(Place.TRANSFER, "")
        case Kind.RECALL | Kind.ENDED | Kind.UNIT | Kind.SUPERVISION:
            return Where(Place.COMMUNITY, "", delivery_unit=first.to_delivery_unit_id)
    return Where()


def _must_be_inside(where: Where) -> None:
    if where.place == Place.TRANSFER:
        raise MisfitError(WhyNot.ON_THE_WAY)
    if where.place != Place.PRISON:
        raise MisfitError(WhyNot.NOT_IN_PRISON)
    if where.status == Status.ROTL:
        raise MisfitError(WhyNot.OUT_FOR_A_TIME)


def _must_leave_here(where: Where, movement: Movement) -> None:
    _must_be_inside(where)
    if movement.told_from_id and movement.told_from_id != where.establishment:
        raise MisfitError(WhyNot.OTHER_PRISON)


def _must_be_outside(where: Where) -> None:
    if where.place != Place.COMMUNITY:
        raise MisfitError(WhyNot.NOT_OUTSIDE)


def _come_in(where: Where, movement: Movement) -> Where:
    cell = movement.to_cell
    return replace(
        where,
        place=Place.PRISON,
        establishment=movement.to_establishment_id,
        cell=movement.to_cell_id,
        wing=cell.wing_id if cell else None,
        bound_for=None,
    )


def _out(where: Where, **new: Any) -> Where:
    return replace(where, **{"establishment": None, "wing": None, "cell": None, "bound_for": None, **new})


def _reception(where: Where, movement: Movement) -> Where:
    if where.place == Place.PRISON:
        raise MisfitError(WhyNot.IN_PRISON)
    if where.place == Place.TRANSFER:
        raise MisfitError(WhyNot.ON_THE_WAY)
    if movement.status and movement.status not in ON_ARRIVAL:
        raise MisfitError(WhyNot.STATUS)
    return replace(_come_in(where, movement), status=movement.status)


def _transfer_out(where: Where, movement: Movement) -> Where:
    _must_leave_here(where, movement)
    return _out(where, place=Place.TRANSFER, bound_for=movement.to_establishment_id)


def _transfer_in(where: Where, movement: Movement) -> Where:
    if where.place != Place.TRANSFER:
        raise MisfitError(WhyNot.IN_PRISON if where.place == Place.PRISON else WhyNot.NOT_ON_THE_WAY)
    return _come_in(where, movement)


def _cell(where: Where, movement: Movement) -> Where:
    _must_be_inside(where)
    if movement.to_establishment_id != where.establishment:
        raise MisfitError(WhyNot.OTHER_PRISON)
    return _come_in(where, movement)


def _sentenced(where: Where, movement: Movement) -> Where:
    if where.place not in {Place.PRISON, Place.TRANSFER}:
        raise MisfitError(WhyNot.NOT_IN_PRISON)
    if where.status not in {Status.UNSENTENCED, ""}:
        raise MisfitError(WhyNot.STATUS)
    return replace(where, status=Status.SENTENCED)


def _rotl_out(where: Where, movement: Movement) -> Where:
    _must_leave_here(where, movement)
    if where.status not in {Status.SENTENCED, ""}:
        raise MisfitError(WhyNot.STATUS)
    return replace(where, status=Status.ROTL)


def _rotl_in(where: Where, movement: Movement) -> Where:
    if where.status != Status.ROTL:
        raise MisfitError(WhyNot.STATUS)
    return replace(where, status=Status.SENTENCED)


def _release(where: Where, movement: Movement) -> Where:
    _must_leave_here(where, movement)
    if movement.status and movement.status not in AFTER_RELEASE:
        raise MisfitError(WhyNot.STATUS)
    if movement.status == Status.ENDED:
        return _out(where, place=Place.ENDED, status=Status.ENDED, delivery_unit=None)
    unit = movement.to_delivery_unit_id
    return _out(where, place=Place.COMMUNITY, status=movement.status, delivery_unit=unit)


def _supervision(where: Where, movement: Movement) -> Where:
    _must_be_outside(where)
    if where.status and movement.status not in SUPERVISION_AFTER.get(where.status, ()):
        raise MisfitError(WhyNot.STATUS)
    return replace(where, status=movement.status)


def _unit(where: Where, movement: Movement) -> Where:
    _must_be_outside(where)
    return replace(where, delivery_unit=movement.to_delivery_unit_id)


def _order(where: Where, movement: Movement) -> Where:
    if where.place != Place.ENDED:
        raise MisfitError(WhyNot.STATUS)
    return replace(
        where, place=Place.COMMUNITY, status=Status.COMMUNITY_ORDER, delivery_unit=movement.to_delivery_unit_id
    )


def _recall(where: Where, movement: Movement) -> Where:
    if where.place != Place.COMMUNITY or where.status not in {*CAN_BE_RECALLED, ""}:
        raise MisfitError(WhyNot.NO_RECALL)
    return replace(where, status=Status.RECALLED)


def _death(where: Where, movement: Movement) -> Where:
    if where.place == Place.ENDED:
        raise MisfitError(WhyNot.ENDED)
    return _out(where, place=Place.ENDED, status=Status.ENDED, delivery_unit=None, has_died=True)


def _ended(where: Where, movement: Movement) -> Where:
    _must_be_outside(where)
    if where.status == Status.RECALLED:
        raise MisfitError(WhyNot.RECALLED)
    return replace(where, place=Place.ENDED, status=Status.ENDED, delivery_unit=None)


def _restricted(where: Where, _movement: Movement) -> Where:
    return replace(where, is_restricted=True)


def _unrestricted(where: Where, _movement: Movement) -> Where:
    return replace(where, is_restricted=False)


STEPS: Mapping[str, Callable[[Where, Movement], Where]] = {
    Kind.RECEPTION: _reception,
    Kind.TRANSFER_OUT: _transfer_out,
    Kind.TRANSFER_IN: _transfer_in,
    Kind.CELL: _cell,
    Kind.SENTENCED: _sentenced,
    Kind.ROTL_OUT: _rotl_out,
    Kind.ROTL_IN: _rotl_in,
    Kind.RELEASE: _release,
    Kind.SUPERVISION: _supervision,
    Kind.UNIT: _unit,
    Kind.ORDER: _order,
    Kind.RECALL: _recall,
    Kind.RESTRICTED: _restricted,
    Kind.UNRESTRICTED: _unrestricted,
    Kind.DEATH: _death,
    Kind.ENDED: _ended,
}
