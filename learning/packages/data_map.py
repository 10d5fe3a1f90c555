"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide, reference
from justice_portal.rights.parts import name_part
from learning.packages.models import Package, PackageFile, PackageOpening, PackageTry

reference(Package, PackageFile)
decide(
    PackageTry,
    text={"states": Text.OWN, "course": Text.OWN},
    copy=Given(
        _("What courses from elsewhere say of you"),
        "package started_at last_at completed_at success score seconds is_too_quick made_in",
    ),
    keep=Keep("record"),
)
decide(
    PackageOpening,
    text={"item": Text.FIXED},
    copy=Given(_("When you opened courses from elsewhere"), "opened_at saved_at ended_at seconds"),
    keep=Keep("record"),
)
name_part(_("courses from elsewhere"), "package")
