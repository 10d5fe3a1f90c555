from typing import Any

from django.core.management.base import BaseCommand

from justice_portal.access import SYSTEM
from mentoring.drift.actions import load_first_drift_rules
from mentoring.drift.models import DriftRule
from mentoring.screening.actions import load_first_rules
from mentoring.screening.models import Rule


class Command(BaseCommand):
    help = (
        "Load the rules for messages that come with the product. Safe to repeat: rules that are here stay as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_first_rules(Rule, by=SYSTEM)
        self.stdout.write(f"{added} rules added, {Rule.objects.active().count()} in force.")
        self.stdout.write(f"{load_first_drift_rules(DriftRule, by=SYSTEM)} rules of boundaries added.")
