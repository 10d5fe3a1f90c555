"""What the models of this app decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, NotAboutAPerson, Text, decide
from justice_portal.rights.parts import name_part
from reporting import models as reporting

FILE = {"path": Text.FIXED, "sha256": Text.FIXED}
NO_FILE = {"path": "", "sha256": "", "size": 0}

decide(
    reporting.CaseloadPrint,
    text={"wanted": Text.STAFF, **FILE},
    copy=NotAboutAPerson(),
    keep=Keep(
        "record",
        rows=lambda person, rows: rows.filter(subjects__contains=[person.pk]),
        files=("path",),
        clear={**NO_FILE, "status": "dropped", "wanted": {}, "subjects": []},
    ),
)
decide(
    reporting.ProgressReport,
    text={"data": Text.OWN, "data_version": Text.FIXED, **FILE},
    copy=Given(_("Reports about you"), "kind from_on to_on status asked_at ready_at data made_in"),
    keep=Keep("record", files=("path",)),
)
decide(
    reporting.Account,
    text={"text": Text.OWN},
    copy=Given(_("Words for your reports"), "side text written_at", author="written_by"),
    keep=Keep("record"),
)
decide(
    reporting.WingReport,
    text=FILE,
    copy=NotAboutAPerson(),
    keep=Keep(
        "record",
        rows=lambda person, rows: rows.filter(reports__person=person.pk),
        files=("path",),
        clear={**NO_FILE, "status": "cancelled"},
    ),
)
name_part(_("a report about you"), "reports")
