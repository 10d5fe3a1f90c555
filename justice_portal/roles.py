"""The roles, and over whom each can be held. Data only; what a role may do is in grants.py."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The twelve roles. An auditor is an administrator who may only read."""

    PERSON = "person", _("Person")
    MENTOR = "mentor", _("Mentor")
    FAMILY = "family", _("Family contact")
    LEGAL = "legal", _("Legal adviser")
    KEY_WORKER = "key_worker", _("Key worker")
    POM = "pom", _("Prison offender manager")
    COM = "com", _("Community offender manager")
    TUTOR = "tutor", _("Tutor")
    MODERATOR = "moderator", _("Moderator")
    SAFER_CUSTODY = "safer_custody", _("Safer custody")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")


class Reach(TextChoices):
    """Over whom a role is held."""

    ESTATE = "estate", _("The whole estate")
    ESTABLISHMENT = "establishment", _("One prison")
    DELIVERY_UNIT = "delivery_unit", _("One delivery unit")
    CASELOAD = "caseload", _("Own caseload")
    OWN = "own", _("Own rows only")


#: The reaches that a role can be held over. A role of own rows never opens a place, even if one is written on it.
REACHES: dict[str, frozenset[str]] = {
    Role.PERSON: frozenset({Reach.OWN}),
    Role.MENTOR: frozenset({Reach.OWN}),
    Role.FAMILY: frozenset({Reach.OWN}),
    Role.LEGAL: frozenset({Reach.OWN}),
    Role.KEY_WORKER: frozenset({Reach.CASELOAD}),
    Role.POM: frozenset({Reach.CASELOAD}),
    Role.COM: frozenset({Reach.CASELOAD}),
    Role.TUTOR: frozenset({Reach.ESTABLISHMENT}),
    Role.MODERATOR: frozenset({Reach.ESTABLISHMENT, Reach.ESTATE}),
    Role.SAFER_CUSTODY: frozenset({Reach.ESTABLISHMENT, Reach.ESTATE}),
    Role.MANAGER: frozenset({Reach.ESTABLISHMENT, Reach.DELIVERY_UNIT, Reach.ESTATE}),
    Role.ADMINISTRATOR: frozenset({Reach.ESTABLISHMENT, Reach.ESTATE}),
}
