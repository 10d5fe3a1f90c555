"""manage.py xapi_provider: outside courses that may use the record store, and their keys."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from learning.xapi.actions import end_provider, open_provider
from learning.xapi.models import Provider


class Command(BaseCommand):
    help = "Open a provider, which prints its key and secret once; with --end, end one, whose key then opens nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="such as the name of the course's publisher")
        parser.add_argument("--end", action="store_true")

    def handle(self, *, name: str, end: bool, **options: Any) -> None:
        if not name:
            for one in Provider.objects.all():
                self.stdout.write(
                    f"{one.name}: {'ended' if one.ended_at else 'open'}, last told {one.last_stored_at or 'never'}"
                )
            return
        if end:
            provider = Provider.objects.live().filter(name=name).first()
            if provider is None:
                raise CommandError(f"There is no provider {name}.")
            end_provider(provider, by=SYSTEM)
            self.stdout.write(f"{name}: ended")
            return
        try:
            provider, secret = open_provider(Provider, name=name[:60], by=SYSTEM)
        except DomainError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"key {provider.key}\nsecret {secret}")
