"""`manage.py backup FOLDER`: the database and the files, sealed for whoever holds the key."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent
from justice_portal.backups.making import BackupError, make
from justice_portal.servers.places import ServerError


class Command(BaseCommand):
    help = "Make a sealed backup in a new folder of FOLDER. Run it as the owner of the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        if not settings.BACKUP_RECIPIENT:
            raise CommandError("Set BACKUP_RECIPIENT first: manage.py backup_key makes one.")
        began = time.monotonic()
        try:
            made = make(folder)
        except (BackupError, ServerError, ValueError) as error:
            raise CommandError(str(error)) from None
        record(SYSTEM, "backup.made", AuditEvent, name=made.name)
        self.stdout.write(f"{made} in {time.monotonic() - began:.1f} s")
