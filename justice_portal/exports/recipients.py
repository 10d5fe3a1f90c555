"""For whom a list is taken out of the product: chosen, never typed, so that the log can hold it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Recipient(models.TextChoices):
    SELF = "self", _("Only me, for my own work")
    PRISON = "prison", _("Staff of this prison")
    OTHER_PRISON = "other_prison", _("Staff of another prison")
    PROBATION = "probation", _("The Probation Service")
    COURT = "court", _("A court or the Parole Board")
    INSPECTOR = "inspector", _("Inspectors")
    PARTNER = "partner", _("An organisation that works with us")
