"""`manage.py demo_accounts`: how to sign in to the demo as each role."""

import json
import re
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal import clock
from justice_portal.accounts import demo
from justice_portal.accounts.second_factor import code_now
from justice_portal.jobs.models import Job
from justice_portal.phones.jobs import send_code
from justice_portal.post import outbox

#: How long a code that was asked for may be on its way.
PATIENCE = timedelta(seconds=20)
MOST_LETTERS = 20


class Command(BaseCommand):
    help = "Show how to sign in to the demo as each role. Refuses on a database that is not a demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for scripts: everything that is needed to sign in")
        parser.add_argument(
            "--code",
            metavar="USERNAME",
            help="the code that this account's app would show now, or that was last sent to its phone",
        )
        parser.add_argument("--outbox", action="store_true", help="what was sent by email and text, newest first")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO and demo.is_demo_database()):
            raise CommandError("This is not a demo: it needs DEMO=1 and a database made by `manage.py seed --demo`.")
        rows = demo.sign_ins()
        if options["outbox"]:
            self.stdout.write(self.outbox())
        elif options["code"]:
            self.stdout.write(self.code(rows, options["code"]))
        elif options["json"]:
            self.stdout.write(json.dumps(demo.as_json(rows), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(self.table(rows))

    def code(self, rows: list[demo.SignIn], username: str) -> str:
        for row in rows:
            if username.lower() in {row.username.lower(), row.contact.lower()} - {""}:
                if row.contact:
                    return self.code_sent(row)
                if row.totp_secret:
                    return code_now(row.totp_secret)
        raise CommandError(f"No demo account {username!r} that needs a code.")

    def code_sent(self, row: demo.SignIn) -> str:
        """The newest code that was sent to this phone and has not run out; one that is on its way is waited for."""
        until = clock.now() + PATIENCE
        while Job.objects.live().filter(name__endswith=send_code.__name__).exists() and clock.now() < until:
            time.sleep(0.2)
        since = clock.now() - timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        for letter in outbox():
            found = re.search(r"\d{6}\Z", letter.words)
            if letter.to == row.contact and letter.at > since and found:
                return found[0]
        raise CommandError(
            f"No code was sent to {row.contact}. Open {row.sign_in_url}, type {row.contact}, and ask for one."
        )

    def outbox(self) -> str:
        if not (letters := outbox()[:MOST_LETTERS]):
            return "Nothing was sent yet."
        return "\n\n".join(
            f"{one.at.astimezone(clock.LONDON):%d %B, %H:%M} to {one.to}\n{one.words}" for one in letters
        )

    def table(self, rows: list[demo.SignIn]) -> str:
        headings = ("Role", "User name", "Sign in at", "What to look at")
        lines = [(row.role, row.contact or row.username, row.sign_in_url, row.what) for row in rows]
        widths = [max(len(line[column]) for line in [headings, *lines]) for column in range(3)]
        rule = ["-" * width for width in [*widths, len(headings[3])]]
        drawn = [
            "  ".join([*(text.ljust(width) for text, width in zip(line[:3], widths, strict=True)), line[3]]).rstrip()
            for line in [headings, rule, *lines]
        ]
        return "\n".join(
            [
                *drawn,
                "",
                f"The passphrase of staff is the same for all: {demo.PASSPHRASE}",
                f"People in prison have a PIN instead: {demo.PIN}. Their address makes this browser a tablet of their wing.",
                "The staff door also asks for a code. It is here:\n  .venv/bin/python manage.py demo_accounts --code USERNAME",
                "People on probation type their number and get a code. It is here (and what else was sent: --outbox):",
                *(f"  .venv/bin/python manage.py demo_accounts --code {row.username}" for row in rows if row.contact),
            ]
        )
