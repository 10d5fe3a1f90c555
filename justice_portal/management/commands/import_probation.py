"""manage.py import_probation FILE: probation's regions and delivery units."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.csv_input import BadFileError, read_path
from justice_portal.estate.reference import load_probation


class Command(BaseCommand):
    help = (
        "Make probation say what the list of delivery units says. Safe to repeat; one bad row refuses the whole file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="probation_regions_pdus.csv")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            tally = load_probation(read_path(file), by=SYSTEM)
        except BadFileError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"Delivery units: {tally}")
        for name in tally.closed:
            self.stdout.write(f"  closed: {name}")
