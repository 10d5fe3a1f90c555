"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, KeptBecause, NotAboutAPerson, Text, decide, reference
from justice_portal.rights.parts import name_part
from mentoring.privileged.models import ListedBody, PrivilegedLetter, PrivilegedThread
from mentoring.privileged.opening.models import NamedGovernor, Opening

reference(ListedBody)
decide(
    PrivilegedThread,
    text={
        "reference": Text.NAME,
        "register_number": Text.STAFF,
        "sealed_key": Text.FIXED,
        "sealed_under": Text.FIXED,
    },
    copy=Given(
        _("Who you write legal messages with"), "adviser body matter reference verified_at until_on ended_at ending"
    ),
    keep=Keep("record"),
)
decide(
    PrivilegedLetter,
    text={"sealed": Text.PRIVILEGED},
    # Made by a worker, which has no key: a copy of the record could not hold the words, and no job may.
    copy=Given(
        _("Legal messages: when they were sent. The words are only in Legal messages, where you can read them."),
        "author sent_at",
        author="author",
        person="thread__person",
    ),
    keep=Keep("record", person="thread__person"),
)
decide(
    Opening,
    text={"cause": Text.STAFF},
    copy=Given(
        _("When legal messages of yours were opened"),
        "reason decided_by opened_at",
        person="thread__person",
        where=lambda person: Q(status=Opening.Status.OPENED),
    ),
    keep=Keep("record", person="thread__person"),
)
decide(NamedGovernor, copy=NotAboutAPerson(), keep=KeptBecause("which staff decide about letters, nobody's record"))
name_part(_("your legal messages, but not their words"), "privileged")
name_part(_("the words of your legal messages"), "privileged.letters_opened", "privileged.letters_looked_at")
