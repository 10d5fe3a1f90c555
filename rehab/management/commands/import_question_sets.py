"""manage.py import_question_sets FOLDER: loads versioned question sets, checked against their JSON Schema."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from rehab.assessments.actions import load_question_sets
from rehab.assessments.importer import OWN_SETS, BadQuestionSetsError, read_folder
from rehab.assessments.models import QuestionSet


class Command(BaseCommand):
    help = "Load the question sets of a folder; without a folder, the product's own. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path)

    def handle(self, *args, folder, **options):
        source = QuestionSet.Source.NATIONAL if folder else QuestionSet.Source.OWN
        folder = folder or OWN_SETS
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        try:
            counts = load_question_sets(QuestionSet, contents=read_folder(folder), source=source, by=SYSTEM)
        except BadQuestionSetsError as bad:
            raise CommandError("Nothing was loaded.\n" + "\n".join(bad.faults)) from None
        except DomainError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        self.stdout.write(f"added {counts['added']}, unchanged {counts['unchanged']}")
