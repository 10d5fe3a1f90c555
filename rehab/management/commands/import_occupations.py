"""manage.py import_occupations [FILE]: loads the list of occupations, checked whole before anything is kept."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.csv_input import read_path
from justice_portal.errors import DomainError
from rehab.working.actions import load_occupations
from rehab.working.importer import PACKAGED, read_list
from rehab.working.models import Occupation


class Command(BaseCommand):
    help = "Load occupations (SOC 2020) from a CSV file; without one, the packaged list. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=PACKAGED)

    def handle(self, *args, file, **options):
        try:
            counts = load_occupations(Occupation, rows=read_list(read_path(file)), by=SYSTEM)
        except DomainError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        self.stdout.write(f"added {counts['added']}, changed {counts['changed']}, gone {counts['gone']}")
