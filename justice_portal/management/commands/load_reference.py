"""manage.py load_reference: the national lists that are packaged with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from justice_portal.access import SYSTEM
from justice_portal.estate.reference import load_packaged
from justice_portal.people.alert_rules.reference import load_first_rules
from justice_portal.people.alerts.reference import load_packaged_alert_codes


class Command(BaseCommand):
    help = "Load the prisons, delivery units and kinds of alert that come with the product. Safe to repeat."

    def handle(self, **options: Any) -> None:
        register, units = load_packaged(by=SYSTEM)
        self.stdout.write(f"Prisons: {register.prisons}")
        self.stdout.write(f"Addresses: {register.addresses}")
        self.stdout.write(f"Delivery units: {units}")
        self.stdout.write(f"Kinds of alert: {load_packaged_alert_codes(by=SYSTEM)}")
        self.stdout.write(f"New rules of alerts: {load_first_rules(by=SYSTEM)}")
