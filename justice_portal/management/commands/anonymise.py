"""`manage.py anonymise --copy NAME`: make a restored copy into an estate of the same shape with invented people (T101)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.backups.anonymising import anonymise
from justice_portal.errors import DomainError


class Command(BaseCommand):
    help = (
        "Throw everybody in a restored copy away and invent as many people in the same prisons. Never for the record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--copy", required=True, help="the name of the database, to show that you mean this one")

    def handle(self, *, copy: str, **options: Any) -> None:
        try:
            estate = anonymise(copy=copy)
        except DomainError as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        prisons = len(estate.shares)
        self.stdout.write(f"{estate.size:,} invented people in {prisons:,} prisons; nobody of the copy is left.")
