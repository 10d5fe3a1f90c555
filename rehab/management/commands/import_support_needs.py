"""manage.py import_support_needs [FILE]: loads the list of support needs, checked whole before anything is kept."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.csv_input import read_path
from justice_portal.errors import DomainError
from rehab.needs.actions import load_needs
from rehab.needs.importer import PACKAGED, read_list
from rehab.needs.models import Need


class Command(BaseCommand):
    help = "Load the list of support needs from a CSV file; without one, the packaged list. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=PACKAGED)

    def handle(self, *args, file, **options):
        try:
            counts = load_needs(Need, facts=read_list(read_path(file)), by=SYSTEM)
        except DomainError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        self.stdout.write(f"added {counts['added']}, changed {counts['changed']}, hidden {counts['hidden']}")
