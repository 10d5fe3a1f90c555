"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide
from justice_portal.rights.parts import name_part
from rehab.licence_permissions.models import LicencePermission

decide(
    LicencePermission,
    text={"what": Text.OWN, "place": Text.OWN, "answer": Text.TOLD, "limits": Text.TOLD, "wrong_words": Text.OWN},
    copy=Given(
        _("What you asked to be allowed"),
        "kind what place starts_on ends_on status asked_at how written_by wrong_at wrong_words answer limits from_on to_on "
        "answered_at",
    ),
    keep=Keep("record"),
)
name_part(_("what you asked to be allowed"), "may_i")
