from typing import Any

from django.core.management.base import BaseCommand

from justice_portal.access import SYSTEM
from mentoring.privileged.actions import load_first_bodies
from mentoring.privileged.models import ListedBody


class Command(BaseCommand):
    help = "Load the lawyers, courts and bodies whose letters nobody else reads. Safe to repeat: what is here stays."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_first_bodies(ListedBody, by=SYSTEM)
        self.stdout.write(f"{added} bodies added, {ListedBody.objects.open().count()} open.")
