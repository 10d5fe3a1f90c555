"""`manage.py open_first_account USERNAME`: the two administrators with whom everything else begins."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from justice_portal.access import SYSTEM
from justice_portal.accounts.actions import grant_role, open_account
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.errors import DomainError
from justice_portal.grants import Reach, Role

#: Roles are granted by two people, so one administrator alone could grant none.
NEEDED = 2


class Command(BaseCommand):
    help = "Open the account of the first administrator, and of the second, who agrees to what the first asks. Refuses then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", help="the name of the administrator; the user name when it is left out")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if RoleHeld.objects.live().filter(role=Role.ADMINISTRATOR, reach=Reach.ESTATE).count() >= NEEDED:
            raise CommandError(
                "There are two administrators. Ask them to open an account for you, in the administration."
            )
        username = options["username"]
        who = {"username": username, "name": options["name"] or username, "is_staff": True}
        try:
            user, passphrase = open_account(User, **who, by=SYSTEM)
        except DomainError as error:
            raise CommandError(str(error)) from None
        grant_role(user, role=Role.ADMINISTRATOR, reach=Reach.ESTATE, by=SYSTEM)
        self.stdout.write(f"User name:   {user.username}")
        self.stdout.write(f"Passphrase:  {passphrase}")
        self.stdout.write("It is shown only now. Sign in at the staff door; it asks you to set up codes first.")
