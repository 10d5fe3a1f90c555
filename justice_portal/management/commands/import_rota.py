"""manage.py import_rota CODE FILE: the shifts of one prison."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.csv_input import BadFileError, read_path
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.rota.actions import load_rota
from justice_portal.rota.importer import COLUMNS, read_rota


class Command(BaseCommand):
    help = "Replace the shifts of the days that FILE covers. Sign-ins outside a shift are then told to managers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="of the prison, such as MDI")
        parser.add_argument("file", type=Path, help=f"CSV with the columns {', '.join(COLUMNS)}")

    def handle(self, *, code: str, file: Path, **options: Any) -> None:
        place = Establishment.objects.filter(code=code.upper()).first()
        if place is None:
            raise CommandError(f"There is no prison with the code {code}.")
        try:
            count = load_rota(place, shifts=read_rota(read_path(file)), by=SYSTEM)
        except (BadFileError, DomainError) as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"Shifts: {count}")
