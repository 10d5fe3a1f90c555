"""manage.py import_licence_policy [FILE ...]: versions of the national policy of licence conditions."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from rehab.licence.models import PolicyVersion
from rehab.licence.policies.actions import load_policies
from rehab.licence.policies.importer import PACKAGED, BadPolicyError, read_files


class Command(BaseCommand):
    help = "Load versions of the licence policy from JSON; without a file, those that come with the product."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *args, files, **options):
        try:
            contents = read_files(files or sorted(PACKAGED.glob("policy*.json")))
            counts = load_policies(PolicyVersion, contents=contents, by=SYSTEM)
        except BadPolicyError as bad:
            raise CommandError("Nothing was loaded.\n" + "\n".join(bad.faults)) from None
        except DomainError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        self.stdout.write(
            f"added {counts['added']}, unchanged {counts['unchanged']},"
            f" conditions of live licences to look at {counts['found']}"
        )
