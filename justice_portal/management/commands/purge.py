"""manage.py purge: remove what may be kept no longer. The clock does the same each night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from justice_portal.rights.round import purge


class Command(BaseCommand):
    help = "Tell people until when their record is kept, and remove what has reached its day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count; nothing is told or removed.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        tally = purge(dry_run=dry_run)
        self.stdout.write(f"People: {tally.people}")
        for name, count in sorted(tally.rows.items()):
            if count:
                self.stdout.write(f"{name}: {count}")
        if tally.refused:
            self.stdout.write(f"Refused, see the log: {tally.refused}")
