"""What the models of this room decide about a person's data: see justice_portal/rights/decisions.py."""

from justice_portal.rights.decisions import Keep, NotAboutAPerson, Text, decide
from learning.lists.models import ListPrint

decide(
    ListPrint,
    text={"wanted": Text.FIXED, "kind": Text.FIXED, "path": Text.FIXED, "sha256": Text.FIXED},
    copy=NotAboutAPerson(),
    keep=Keep(
        "record",
        rows=lambda person, rows: rows.filter(subjects__contains=[person.pk]),
        files=("path",),
        clear={"path": "", "sha256": "", "size": 0, "status": "dropped", "wanted": {}, "subjects": []},
    ),
)
