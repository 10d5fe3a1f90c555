"""The rules that come with the product: suggestions, which an administrator changes. One that is there is left alone."""

import csv
from pathlib import Path
from typing import Any

from justice_portal.access import Permission
from justice_portal.people.alert_rules.models import AlertRule
from justice_portal.people.models import AlertCode
from justice_portal.reference import saving

FIRST = Path(__file__).resolve().parent / "data" / "first_rules.csv"


def load_first_rules(*, by: Any) -> int:
    """Add those of the packaged rules whose alert is known and that are not there; how many. Nothing is changed."""
    codes = {code.code: code for code in AlertCode.objects.all()}
    there = set(AlertRule.objects.values_list("code", "type_code", "effect"))
    added = 0
    with FIRST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = codes.get(row["alert"])
            if (code is None and row["alert"]) or (code and code.pk, row["type"], row["effect"]) in there:
                continue
            rule = AlertRule(
                code=code, type_code=row["type"], effect=row["effect"], roles=row["roles"].split(), words=row["words"]
            )
            saving(Permission.RULE_EDIT)(AlertRule, row=rule, is_new=True, fields=["effect"], old={}, by=by)
            added += 1
    return added
