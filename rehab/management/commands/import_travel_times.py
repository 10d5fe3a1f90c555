"""manage.py import_travel_times FILE: how long it takes from one place to another."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.csv_input import BadFileError, read_path
from rehab.release_days.actions import load_travel_times
from rehab.release_days.importer import COLUMNS, read_travel_times
from rehab.release_days.models import TravelTime


class Command(BaseCommand):
    help = "Replace the table of travel times by the rows of FILE, all of them or none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=f"CSV with the columns {', '.join(COLUMNS)}; fare in pounds")

    def handle(self, *, file, **options):
        try:
            count = load_travel_times(TravelTime, rows=read_travel_times(read_path(file)), by=SYSTEM)
        except BadFileError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"Ways: {count}")
