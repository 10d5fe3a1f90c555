"""`manage.py backup_key FILE`: a new pair of keys for backups."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.backups.sealed_file import new_key


class Command(BaseCommand):
    help = "Write a new private key for backups to a file, and print what to put into BACKUP_RECIPIENT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="take it off this machine: whoever has it reads every backup")

    def handle(self, *, file: Path, **options: Any) -> None:
        key, recipient = new_key()
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise CommandError(f"{file} is there already. A key that is written over opens nothing again.") from None
        with os.fdopen(handle, "w") as out:
            out.write(key + "\n")
        self.stdout.write(f"BACKUP_RECIPIENT={recipient}")
