"""manage.py renew_letter_keys: after a new key stands first in PRIVILEGED_KEYS. Run it as web, never as worker or clock."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from mentoring.privileged.actions import put_under_newest_key
from mentoring.privileged.models import PrivilegedThread


class Command(BaseCommand):
    help = (
        "Seal the keys of all legal threads under the first of PRIVILEGED_KEYS. Safe to repeat. Ends with an error while"
        " a thread is left that no key opens: keep the old keys until it does not."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counted = put_under_newest_key(PrivilegedThread, by=SYSTEM)
        except DomainError:
            raise CommandError("No key is here. Run this where PRIVILEGED_KEYS is set, as web.") from None
        self.stdout.write(f"{counted['done']} keys of threads are under the newest key now.")
        if counted["shut"]:
            raise CommandError(f"{counted['shut']} are under a key that is not here: put it back into PRIVILEGED_KEYS.")
