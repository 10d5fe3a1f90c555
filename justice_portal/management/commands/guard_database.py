"""`manage.py guard_database`: triggers and rights as they are to be. `migrate` does it too."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from justice_portal.history.guard import guard, has_roles
from justice_portal.servers.shape import APPLICATION, PURGER


class Command(BaseCommand):
    help = "Put the triggers of history and audit in place and give the roles their rights. Run it as the owner."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            guard(connection)
        if has_roles(connection):
            self.stdout.write("Triggers and rights are in place.")
        else:
            self.stdout.write(
                f"Triggers are in place. No rights were given: make the roles {APPLICATION} and {PURGER}."
            )
