"""manage.py web_key: make a key for PRIVILEGED_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from justice_portal.web_keys import new_key


class Command(BaseCommand):
    help = "Print a new key for legal threads. Keep it where neither the database nor its backups are."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(new_key())
