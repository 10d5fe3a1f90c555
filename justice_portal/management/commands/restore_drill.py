"""`manage.py restore_drill BACKUP --key FILE`: bring a backup back beside the database, and compare."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent
from justice_portal.backups.making import BackupError, drill
from justice_portal.backups.sealed_file import CannotOpen
from justice_portal.servers.places import ServerError


class Command(BaseCommand):
    help = "Restore a backup into a new database, compare every table with what it held, and drop it again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument("--key", type=Path, required=True, help="the file with the private key")

    def handle(self, *, backup: Path, key: Path, **options: Any) -> None:
        began = time.monotonic()
        try:
            held = drill(backup, key.read_text())
        except (BackupError, CannotOpen, ServerError, OSError, ValueError) as error:
            raise CommandError(f"This backup does not bring everything back: {error}") from None
        rows, seconds = sum(count for count, _digest in held.values()), time.monotonic() - began
        record(
            SYSTEM, "backup.drilled", AuditEvent, name=backup.name, tables=len(held), rows=rows, seconds=round(seconds)
        )
        self.stdout.write(f"{len(held)} tables with {rows:,} rows came back as they were, in {seconds:.1f} s.")
