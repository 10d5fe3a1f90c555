"""Puts the guard in place after each migrate, and has each connection say who acts."""

from typing import Any

from django.db import connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from justice_portal.history.acting import tell
from justice_portal.history.guard import guard


@receiver(connection_created)
def say_who_acts(connection: Any, **_given: Any) -> None:
    if tell not in connection.execute_wrappers:
        connection.execute_wrappers.append(tell)


@receiver(post_migrate)
def guard_the_database(sender: Any, using: str, plan: Any = None, **_given: Any) -> None:
    """Once a migrate, when all tables are as they are to be. Emptying a test's database is no migrate: no plan."""
    if sender.name != "justice_portal":
        return
    with transaction.atomic(using=using):
        guard(connections[using], always=bool(plan))
