"""The file of question templates: data in, facts out."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError

#: The 20 templates of the e-supervision service (Open Government Licence v3.0), with our Welsh.
OWN_FILE = Path(__file__).parent / "data" / "question_templates.csv"
COLUMNS = ["words", "words_welsh", "examples"]
GAP = "{{thing}}"


@dataclass(frozen=True)
class TemplateFacts:
    words: str
    words_welsh: str
    examples: str


def read_templates(content: str) -> list[TemplateFacts]:
    """The questions of a file; raises DomainError naming each bad row, and takes nothing."""
    rows = csv.DictReader(io.StringIO(content))
    if rows.fieldnames != COLUMNS:
        raise DomainError(_("The columns must be: %(names)s.") % {"names": ", ".join(COLUMNS)})
    found, bad = [], []
    for number, row in enumerate(rows, start=2):
        cells = [(row[name] or "").strip() for name in COLUMNS]
        if any(GAP not in cell or len(cell) > 120 for cell in cells[:2]):
            bad.append(number)
        found.append(TemplateFacts(*cells))
    if bad or not found or len({one.words for one in found}) != len(found):
        raise DomainError(_("Each row needs its question once, in English and Welsh, with %(gap)s in it. Rows: %(rows)s")
                          % {"gap": GAP, "rows": ", ".join(map(str, bad))})  # fmt: skip
    return found
