"""Writing the safety card."""

from typing import Any

import rehab.safety_card.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.people.models import Person
from rehab.safety_card.models import WRITTEN, SafetyCard


@action(needs=Permission.SAFETY_CARD_OWN)
def save_card(person: Person, *, by: Any, **words: str) -> SafetyCard:
    """What stands on the card from now on. The same words twice change nothing."""
    Person.objects.locked(person)
    card = SafetyCard.objects.filter(person=person).first()
    if card is None:
        card = SafetyCard.objects.create(person=person, **words)
        record(by, "safety_card.written", card)
        return card
    changed = [name for name in WRITTEN if getattr(card, name) != words[name]]
    if changed:
        vars(card).update(words, changed_at=clock.now())
        card.save()
        record(by, "safety_card.changed", card, parts=changed)
    return card
