"""manage.py import_establishments FILE [--addresses FILE]: the prison register."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.csv_input import BadFileError, read_path
from justice_portal.estate.reference import load_register


class Command(BaseCommand):
    help = "Make the estate say what the prison register says. Safe to repeat; one bad row refuses the whole file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="prisons.csv of the register")
        parser.add_argument("--addresses", type=Path, help="prison_addresses.csv of the register")

    def handle(self, *, file: Path, addresses: Path | None, **options: Any) -> None:
        try:
            tally = load_register(read_path(file), read_path(addresses) if addresses else None, by=SYSTEM)
        except BadFileError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"Prisons: {tally.prisons}")
        for code in tally.prisons.closed:
            self.stdout.write(f"  closed: {code}")
        if tally.addresses:
            self.stdout.write(f"Addresses: {tally.addresses}")
