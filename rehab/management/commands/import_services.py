"""manage.py import_services FILE: the directory of local services, brought up to date."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.csv_input import read_path
from justice_portal.errors import DomainError
from rehab.directory.actions import load_services
from rehab.directory.importer import OPTIONAL, REQUIRED, read_services
from rehab.directory.models import Service


class Command(BaseCommand):
    help = "Add the services of FILE, or bring them up to date: all of them or none. What is in no row is left alone."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help=f"CSV with the columns {', '.join(REQUIRED)}; if wanted {', '.join(OPTIONAL)}"
        )

    def handle(self, *, file, **options):
        try:
            loaded = load_services(Service, facts=read_services(read_path(file)), by=SYSTEM)
        except DomainError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"New: {loaded.added}. Changed: {loaded.changed}. The same: {loaded.same}.")
