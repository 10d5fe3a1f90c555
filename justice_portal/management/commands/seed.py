"""manage.py seed [--people N] [--demo]: an invented estate."""

import time
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.accounts.demo import is_demo_database
from justice_portal.accounts.models import User
from justice_portal.people.invention import RESERVED, RESERVED_START
from justice_portal.people.models import Person
from justice_portal.seeding import SeedEstate, seed

DEMO_PEOPLE = 200
LEAST_OF_DEMO = 20


def is_in_real_use() -> bool:
    """Whether somebody has signed in, or is in the record, who is not invented (T101)."""
    real = Person.objects.exclude(prison_number=None).exclude(prison_number__startswith=RESERVED_START)
    return not is_demo_database() and (real.exists() or User.objects.exclude(last_login=None).exists())


class Command(BaseCommand):
    help = "Fill an empty database with invented people and years of history. Only for a demo, a test or a measurement."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=DEMO_PEOPLE, help=f"how many (default {DEMO_PEOPLE})")
        parser.add_argument("--demo", action="store_true", help="with two demo prisons and accounts to sign in with")

    def handle(self, *, people: int, demo: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Set DEMO=1 first: invented people never belong in a real record.")
        if is_in_real_use():
            raise CommandError("This database is in real use: DEMO=1 is a mistake here. Nothing was changed.")
        if demo and people < LEAST_OF_DEMO:
            raise CommandError(f"A demo needs {LEAST_OF_DEMO} people or more.")
        if not 1 <= people <= RESERVED:
            raise CommandError(f"--people must be from 1 to {RESERVED:,}.")
        if Person.objects.exists():
            self.stdout.write("There are people in this database already. Nothing was changed.")
            return
        began = time.monotonic()
        say = self.stdout.write if options["verbosity"] > 1 else lambda text: None
        estate = SeedEstate(size=people, is_demo=demo, demo=SimpleNamespace() if demo else None, say=say)
        seed(estate)
        for name, count in sorted(estate.counts.items()):
            self.stdout.write(f"{name}: {count:,}")
        self.stdout.write(f"{people:,} invented people in {time.monotonic() - began:.1f} s")
