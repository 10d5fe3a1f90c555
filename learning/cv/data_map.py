"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide
from justice_portal.rights.parts import name_part
from learning.cv.models import CV, CVHelp, CVJob, CVPrint

decide(
    CV,
    text={
        "about": Text.OWN,
        "courses": Text.FIXED,
        "helped": Text.FIXED,
        "training": Text.OWN,
        "more_skills": Text.OWN,
        "phone": Text.OWN,
        "email": Text.OWN,
        "town": Text.OWN,
    },
    copy=Given(_("Your CV"), "about courses training skills more_skills phone email town changed_at"),
    keep=Keep("record"),
)
decide(
    CVJob,
    text={"what": Text.OWN, "where": Text.OWN, "when": Text.OWN, "did": Text.OWN},
    copy=Given(_("Work on your CV"), "what where when did added_at"),
    keep=Keep("record"),
)
decide(
    CVPrint,
    text={"path": Text.FIXED, "sha256": Text.FIXED},
    copy=Given(_("Prints of your CV"), "asked_at status ready_at"),
    keep=Keep("copies", since="asked_at", files=("path",)),
)
decide(
    CVHelp,
    text={"part": Text.FIXED, "values": Text.TOLD},
    copy=Given(
        _("What staff wrote with you for your CV"), "part values status written_at decided_at", author="written_by"
    ),
    keep=Keep("record"),
)
name_part(_("your CV"), "cv")
