"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Keep, Text, Withheld, decide, reference
from justice_portal.rights.parts import SAFETY, keep_back, name_part
from mentoring.drift.models import DriftCause, DriftConcern, DriftRule

reference(DriftRule, text=Text.STAFF)
decide(
    DriftConcern,
    text={"answer": Text.STAFF, "words": Text.STAFF},
    copy=Withheld(_("Looks at what you and your mentor wrote, to keep you both safe"), SAFETY),
    keep=Keep("record", person="match__person"),
)
decide(
    DriftCause,
    copy=Withheld(_("Messages that were looked at to keep you both safe"), SAFETY),
    keep=Keep("record", person="concern__match__person"),
)
name_part(_("messages of yours, to keep you safe"), "drift")
keep_back(SAFETY, "drift")
