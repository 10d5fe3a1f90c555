"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, decide, reference
from justice_portal.rights.parts import name_part
from rehab.release_days.models import ReleaseDay, ReleaseStep, TravelTime

reference(TravelTime)
decide(
    ReleaseDay,
    text=dict.fromkeys(("gate_place", "sleeps_at", "home_place", "medication"), Text.TOLD),
    copy=Given(
        _("Your first three days out"),
        "release_on gate_at gate_place sleeps_at money_pence has_warrant has_credit medication has_medication changed_at",
    ),
    keep=Keep("record"),
)
decide(
    ReleaseStep,
    text=dict.fromkeys(("from_place", "place", "what"), Text.TOLD),
    copy=Given(_("Steps of your first three days out"), "kind starts_at ends_at from_place place mode fare_pence what"),
    keep=Keep("record"),
)
name_part(_("your first three days out"), "release_days")
