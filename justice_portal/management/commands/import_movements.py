"""manage.py import_movements FILE: movements of anybody, from a CSV."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.csv_input import BadFileError, read_path
from justice_portal.people.feeds.actions import Outcome, take_in_events
from justice_portal.people.feeds.importer import COLUMNS, OPTIONAL, read_movements
from justice_portal.people.models import Movement


class Command(BaseCommand):
    help = "Take in the movements of FILE: all of them, or none and the reason of each refusal. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=f"CSV: {', '.join(COLUMNS)}; if wanted {', '.join(OPTIONAL)}")
        parser.add_argument("--source", default="file", help="who says so: the same file of the same source is known")

    def handle(self, *, file: Path, source: str, **options: Any) -> None:
        try:
            events = read_movements(read_path(file))
            answers = take_in_events(Movement, events=events, source=source[:40], strict=True, by=SYSTEM)
        except BadFileError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        stored = sum(one.outcome == Outcome.STORED for one in answers)
        self.stdout.write(f"Movements: {stored} new, {len(answers) - stored} known")
