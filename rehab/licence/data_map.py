"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, Text, Withheld, decide, reference
from justice_portal.rights.parts import keep_back, name_part
from rehab.care.victims.models import VictimDetail
from rehab.licence.models import ConditionChange, Licence, LicenceCondition, PolicyVersion
from rehab.licence.own.models import LicenceRead, TeachBack, TeachBackAnswer

RECORD = Keep("record")
_OTHERS = _("It is about other people. It could put them in danger.")

reference(PolicyVersion)
decide(
    Licence,
    text={"dates_source": Text.TOLD, "ask_name": Text.TOLD, "ask_phone": Text.TOLD},
    copy=Given(
        _("Your licence"),
        "kind number status starts_on ends_on dates_source ask_phone live_at ended_at",
        where=lambda person: ~Q(status=Licence.Status.DRAFT),
    ),
    keep=RECORD,
)
decide(
    LicenceCondition,
    text={"code": Text.FIXED, "text": Text.TOLD, "inputs": Text.TOLD, "own_words": Text.TOLD, "area": Text.TOLD},
    copy=Given(
        _("Conditions of your licence"),
        "kind text own_words inputs area added_at",
        where=lambda person: Q(status=LicenceCondition.Status.AGREED) & ~Q(licence__status=Licence.Status.DRAFT),
    ),
    keep=RECORD,
)
decide(
    ConditionChange,
    text={"replacements": Text.FIXED},
    copy=Given(_("What a new policy changed on your licence"), "kind status found_at settled_at"),
    keep=RECORD,
)
decide(LicenceRead, copy=Given(_("When you read your licence"), "read_at"), keep=RECORD)
decide(
    TeachBack,
    text={"questions": Text.FIXED},
    copy=Given(_("Questions about your licence"), "started_at finished_at"),
    keep=RECORD,
)
decide(
    TeachBackAnswer,
    text={"question": Text.FIXED, "choice": Text.FIXED},
    copy=Given(_("Your answers about your licence"), "question choice is_right answered_at"),
    keep=RECORD,
)
decide(
    VictimDetail,
    text={
        "code": Text.FIXED,
        "name": Text.STAFF,
        "area_name": Text.STAFF,
        "postcode": Text.STAFF,
        "reason": Text.STAFF,
    },
    copy=Withheld(_("Notes about other people"), _OTHERS),
    keep=RECORD,
)
name_part(_("your licence"), "licence", "victim")
keep_back(_OTHERS, "victim")
