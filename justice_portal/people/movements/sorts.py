"""The kinds of movement that staff record, as their pages say them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from justice_portal.people.models import Person
from justice_portal.people.movements import actions
from justice_portal.people.movements.forms import (
    CellForm,
    ReleaseForm,
    SupervisionForm,
    TransferForm,
    UnitForm,
    WhenForm,
)
from justice_portal.people.standing import CAN_BE_RECALLED, SUPERVISION_AFTER
from justice_portal.people.statuses import actions as statuses

Place, Status = Person.Place, Person.Status


@dataclass(frozen=True)
class Sort:
    """A kind of movement as its page says it. fits: whether it can happen to this person now."""

    title: Any
    hint: Any
    button: Any
    form: type[WhenForm]
    action: Callable[..., Any]
    fits: Callable[[Person], bool]
    consequences: tuple[Any, ...]
    is_weighty: bool = False


def in_prison(person: Person) -> bool:
    return person.place == Place.PRISON


def stays_here(person: Person) -> bool:
    """In prison, and not out for a short time: who is out comes back first."""
    return in_prison(person) and person.status != Status.ROTL


SORTS: Mapping[str, Sort] = {
    "cell": Sort(
        _("Moved cell"),
        _("To another cell of this prison"),
        _("Record the cell move"),
        CellForm,
        actions.move_cell,
        stays_here,
        (_("Their key worker and POM stay the same."),),
    ),
    "transfer": Sort(
        _("Left for another prison"),
        _("They are on their way, or about to be"),
        _("Record the transfer"),
        TransferForm,
        actions.transfer_out,
        stays_here,
        (
            _("Staff of this prison can no longer open the record. For 90 days they can read what was written here."),
            _("Their key worker and POM here end."),
            _("The other prison receives them on its Reception page."),
        ),
        is_weighty=True,
    ),
    "release": Sort(
        _("Released"),
        _("They left prison for the community"),
        _("Record the release"),
        ReleaseForm,
        actions.release_person,
        stays_here,
        (
            _("Staff of this prison can no longer open the record. For 90 days they can read what was written here."),
            _("Their key worker and POM here end."),
            _("The delivery unit can open the record."),
        ),
        is_weighty=True,
    ),
    "sentenced": Sort(
        _("Sentenced"),
        _("A court sentenced someone who was held without a sentence"),
        _("Record the sentence"),
        WhenForm,
        statuses.sentence_person,
        lambda person: in_prison(person) and person.status == Status.UNSENTENCED,
        (_("They stay here. Their plan and courses go on."), _("Put in the dates of the sentence when you have them.")),
    ),
    "out": Sort(
        _("Went out for a short time (ROTL)"),
        _("They come back to this prison"),
        _("Record that they went out"),
        WhenForm,
        statuses.go_out,
        lambda person: in_prison(person) and person.status == Status.SENTENCED,
        (_("They keep their cell, key worker and POM."), _("They are signed out of every tablet.")),
    ),
    "back": Sort(
        _("Came back from a short time out (ROTL)"),
        _("They are in this prison again"),
        _("Record that they came back"),
        WhenForm,
        statuses.come_back,
        lambda person: in_prison(person) and person.status == Status.ROTL,
        (_("They can use a tablet again."),),
    ),
    "supervision": Sort(
        _("Supervision changed"),
        _("Curfew to licence, or licence to what follows"),
        _("Record the change"),
        SupervisionForm,
        statuses.change_supervision,
        lambda person: person.place == Place.COMMUNITY and bool(SUPERVISION_AFTER.get(person.status)),
        (_("They stay with the delivery unit and their COM."),),
    ),
    "unit": Sort(
        _("Moved to another delivery unit"),
        _("Another unit looks after them from now"),
        _("Record the new unit"),
        UnitForm,
        statuses.change_unit,
        lambda person: person.place == Place.COMMUNITY,
        (_("Staff of this unit can no longer open the record."), _("Their COM ends. The new unit chooses another.")),
        is_weighty=True,
    ),
    "order": Sort(
        _("Community order began"),
        _("Their record had ended; it opens again"),
        _("Record the order"),
        UnitForm,
        statuses.begin_order,
        lambda person: person.place == Place.ENDED,
        (_("The delivery unit can open the record."),),
        is_weighty=True,
    ),
    "recall": Sort(
        _("Recalled"),
        _("They must go back to prison"),
        _("Record the recall"),
        WhenForm,
        actions.recall_person,
        lambda person: person.place == Place.COMMUNITY and person.status in CAN_BE_RECALLED,
        (_("They stay with the delivery unit until a prison receives them."),),
        is_weighty=True,
    ),
    "end": Sort(
        _("Supervision ended"),
        _("The licence, order or supervision is over"),
        _("Record the end"),
        WhenForm,
        actions.end_supervision,
        lambda person: person.place == Place.COMMUNITY and person.status != Status.RECALLED,
        (_("Their COM ends."), _("The record is kept. It opens again if they come back."),),
        is_weighty=True,
    ),
    "death": Sort(
        _("Died"),
        _("Only when it is certain"),
        _("Record the death"),
        WhenForm,
        actions.record_death,
        lambda person: person.place != Place.ENDED,
        (
            _("Everybody who works with them ends."),
            _("What was planned for them stops in every part of the portal."),
            _("If it was a mistake, a manager can ask to take it back on the page Deaths written down. A second person agrees."),
        ),
        is_weighty=True,
    ),
}  # fmt: skip
