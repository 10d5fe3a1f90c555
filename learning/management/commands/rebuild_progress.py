from typing import Any

from django.core.management.base import BaseCommand

from learning.record_store.rebuilding import rebuild_progress


class Command(BaseCommand):
    help = "Work out all course progress again from the learning facts. On a sound store it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuilt = rebuild_progress()
        self.stdout.write(f"{rebuilt.looked_at} looked at, {rebuilt.changed} changed")
