"""A migration waits for a lock for two seconds at most: everybody else would wait behind it (T107)."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

LONGEST_WAIT = "2s"


@receiver(pre_migrate)
def wait_briefly(using: str, **_given: Any) -> None:
    """What cannot have its lock in time fails and is undone; run `migrate` again in a quieter moment."""
    _set(using, f"'{LONGEST_WAIT}'")


@receiver(post_migrate)
def wait_as_before(sender: Any, using: str, **_given: Any) -> None:
    if sender.name == list(apps.get_app_configs())[-1].name:
        _set(using, "DEFAULT")


def _set(using: str, wait: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {wait}")
