"""manage.py import_checkin_questions [FILE]: loads the questions that officers may add to check-ins."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from rehab.checkins.actions import load_templates
from rehab.checkins.models import QuestionTemplate
from rehab.checkins.templates_file import OWN_FILE, read_templates


class Command(BaseCommand):
    help = "Load question templates for check-ins from a CSV; without a file, the product's own. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=OWN_FILE)

    def handle(self, *args, file, **options):
        if not file.is_file():
            raise CommandError(f"{file} is not a file.")
        try:
            count = load_templates(QuestionTemplate, facts=read_templates(file.read_text()), by=SYSTEM)
        except (DomainError, UnicodeDecodeError) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        self.stdout.write(f"{count} questions")
