"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide
from justice_portal.rights.parts import name_part
from learning.disclosure.models import DisclosureLetter, LetterPrint

decide(
    DisclosureLetter,
    text={"tell": Text.OWN, "since": Text.OWN, "offer": Text.OWN},
    copy=Given(_("Your letter to an employer"), "tell since offer changed_at"),
    keep=Keep("record"),
)
decide(
    LetterPrint,
    text={"path": Text.FIXED, "sha256": Text.FIXED},
    copy=Given(_("Prints of your letter to an employer"), "asked_at status ready_at"),
    keep=Keep("copies", since="asked_at", files=("path",)),
)
name_part(_("your letter to an employer"), "disclosure")
