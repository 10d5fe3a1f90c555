"""`manage.py verify_audit`: prove that the audit log and the history are as they were sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from justice_portal.audit import verifying
from justice_portal.audit.models import Seal
from justice_portal.history.streams import STREAMS


class Command(BaseCommand):
    help = "Compare the audit log and the history of rows with their seals and anchors. Ends with 1 when they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verifying.findings()
        for stream in STREAMS:
            seals = Seal.objects.filter(stream=stream.name).count()
            self.stdout.write(f"{stream.name}: {seals} seals, {verifying.unsealed(stream)} rows not sealed yet")
        for what in found:
            self.stderr.write(what)
        if found:
            raise CommandError(f"Not as it was sealed: {len(found)} findings.")
        self.stdout.write("All rows are as they were sealed.")
