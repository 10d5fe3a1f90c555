"""manage.py import_alert_codes FOLDER: the national list of alerts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.csv_input import BadFileError, read_path
from justice_portal.people.alerts.reference import CODES, TYPES, load_alert_codes


class Command(BaseCommand):
    help = "Make our kinds of alert say what the national list says. Safe to repeat; one bad row refuses both files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help=f"holds {TYPES} and {CODES}")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            tally = load_alert_codes(read_path(folder / TYPES), read_path(folder / CODES), by=SYSTEM)
        except BadFileError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"Kinds of alert: {tally}")
        for code in tally.closed:
            self.stdout.write(f"  closed: {code}")
