"""manage.py cmi5_key: lets a program of a tutor's, such as the conformance suite of cmi5, use the tutor's API for a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.accounts.models import User
from learning.cmi5.actions import give_program_key


class Command(BaseCommand):
    help = (
        "Print a key for the API of cmi5. It does what that tutor may do there, for a day, or until a new passphrase."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        found = list(User.objects.filter(email__iexact=email, is_active=True)[:2]) if email else []
        if len(found) != 1:
            raise CommandError("There is no such account.")
        self.stdout.write(give_program_key(found[0], by=SYSTEM))
