"""The safety card is the person's own: they take it with them."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide
from justice_portal.rights.parts import name_part
from rehab.safety_card.models import WRITTEN, SafetyCard

decide(
    SafetyCard,
    text=dict.fromkeys(WRITTEN, Text.OWN),
    copy=Given(_("Your safety card"), f"{' '.join(WRITTEN)} changed_at"),
    keep=Keep("record"),
)
name_part(_("your safety card"), "safety_card")
