"""manage.py import_vacancies FILE: the list of jobs on offer, brought up to date."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.csv_input import read_path
from justice_portal.errors import DomainError
from learning.vacancies.actions import load_vacancies
from learning.vacancies.importer import COLUMNS, read_vacancies
from learning.vacancies.models import Vacancy


class Command(BaseCommand):
    help = (
        "Add the jobs of FILE, or bring them up to date: all of them or none. What is in no row stays until it closes."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=f"CSV with the columns {', '.join(COLUMNS)}")

    def handle(self, *, file, **options):
        try:
            loaded = load_vacancies(Vacancy, facts=read_vacancies(read_path(file)), by=SYSTEM)
        except DomainError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"New: {loaded.added}. Changed: {loaded.changed}. The same: {loaded.same}.")
