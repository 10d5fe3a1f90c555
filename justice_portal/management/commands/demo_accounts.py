"""`manage.py demo_accounts`: how to sign in to the demo as each role."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.accounts import demo
from justice_portal.accounts.second_factor import code_now


class Command(BaseCommand):
    help = "Show how to sign in to the demo as each role. Refuses on a database that is not a demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for scripts: everything that is needed to sign in")
        parser.add_argument("--code", metavar="USERNAME", help="the code that this account's app would show now")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO and demo.is_demo_database()):
            raise CommandError("This is not a demo: it needs DEMO=1 and a database made by `manage.py seed --demo`.")
        rows = demo.sign_ins()
        if options["code"]:
            self.stdout.write(self.code(rows, options["code"]))
        elif options["json"]:
            self.stdout.write(json.dumps(demo.as_json(rows), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(self.table(rows))

    def code(self, rows: list[demo.SignIn], username: str) -> str:
        secrets = {row.username.lower(): row.totp_secret for row in rows}
        if not secrets.get(username.lower()):
            raise CommandError(f"No demo account {username!r} that needs a code.")
        return code_now(secrets[username.lower()])

    def table(self, rows: list[demo.SignIn]) -> str:
        headings = ("Role", "User name", "Sign in at", "What to look at")
        lines = [(row.role, row.username, row.sign_in_url, row.what) for row in rows]
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
                f"The passphrase is the same for all: {demo.PASSPHRASE}",
                f"People in prison have a PIN instead: {demo.PIN}. Their address makes this browser a tablet of their wing.",
                "The staff door also asks for a code. It is here:\n  .venv/bin/python manage.py demo_accounts --code USERNAME",
            ]
        )
