"""The names of what is recorded. Kinds are those of section 62 of the Data Protection Act 2018, and security."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    COLLECTION = "collection", _("Collected")
    ALTERATION = "alteration", _("Changed")
    CONSULTATION = "consultation", _("Looked at")
    DISCLOSURE = "disclosure", _("Given out")
    COMBINATION = "combination", _("Joined")
    ERASURE = "erasure", _("Erased")
    SECURITY = "security", _("Security")


#: Event to kind. An event that is not here is refused by record().
EVENTS: dict[str, str] = {}


def declare(kind: str, *names: str) -> None:
    """Name the events of a room; called by its events.py, once each."""
    for name in names:
        if EVENTS.get(name, kind) != kind:
            raise ValueError(f"{name} is declared twice, as {EVENTS[name]} and {kind}")
        EVENTS[name] = kind


declare(Kind.SECURITY, "audit.anchored", "audit.verified")
declare(Kind.CONSULTATION, "audit.viewed", "audit.event_viewed")
