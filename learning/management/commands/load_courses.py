from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from learning.courses.importer import CONTENT, ContentError
from learning.loading import load_courses


class Command(BaseCommand):
    help = "Load the packaged courses, or those of a folder. Safe to repeat; one bad file loads none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=CONTENT)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            loaded = load_courses(folder, by=SYSTEM)
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{len(loaded.added)} added, {len(loaded.changed)} changed, {len(loaded.unchanged)} unchanged"
        )
