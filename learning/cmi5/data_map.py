"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide
from justice_portal.rights.parts import name_part
from learning.cmi5.models import Launch, Registration

decide(
    Registration,
    text={"actor": Text.FIXED, "states": Text.FIXED, "satisfied": Text.FIXED},
    copy=Given(_("What the parts of courses from elsewhere say of you"), "package states made_at"),
    keep=Keep("record"),
)
decide(
    Launch,
    text={"address": Text.FIXED, "token_hash": Text.FIXED, "said": Text.FIXED, "begun": Text.FIXED},
    copy=Given(
        _("When you opened parts of courses from elsewhere"), "unit mode launched_at last_at terminated_at abandoned_at"
    ),
    keep=Keep("record"),
)
name_part(_("courses from elsewhere"), "cmi5")
