"""What came of a session for one person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What came of a session for one person. Only the last one was their own choice."""

    ATTENDED = "attended", _("Came")
    LATE = "late", _("Came late")
    LOCKDOWN = "lockdown", _("Could not come: locked down")
    TRANSFER = "transfer", _("Could not come: moved")
    COURT = "court", _("Could not come: court")
    HEALTH = "health", _("Could not come: health")
    STAFF = "staff", _("Could not come: no staff")
    TECHNICAL = "technical", _("Could not come: it did not work")
    MISSED = "missed", _("Did not come")


CAME = frozenset({Outcome.ATTENDED, Outcome.LATE})
COULD_NOT = frozenset(set(Outcome) - CAME - {Outcome.MISSED})
