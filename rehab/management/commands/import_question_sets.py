"""manage.py import_question_sets FOLDER: loads versioned question sets, checked against their JSON Schema."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from rehab.assessments.actions import load_question_sets
from rehab.assessments.importer import NATIONAL_SETS, OWN_SETS, BadQuestionSetsError, read_folder
from rehab.assessments.models import QuestionSet


class Command(BaseCommand):
    help = "Load the question sets of a folder; without one, the product's own and the national ones. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path)

    def handle(self, *args, folder, **options):
        if folder and not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        national = QuestionSet.Source.NATIONAL
        wanted = [(folder, national)] if folder else [(OWN_SETS, QuestionSet.Source.OWN), (NATIONAL_SETS, national)]
        try:
            read = [(read_folder(where), source) for where, source in wanted]
            with transaction.atomic():
                counts = [load_question_sets(QuestionSet, contents=sets, source=of, by=SYSTEM) for sets, of in read]
        except BadQuestionSetsError as bad:
            raise CommandError("Nothing was loaded.\n" + "\n".join(bad.faults)) from None
        except DomainError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        added, unchanged = (sum(count[name] for count in counts) for name in ("added", "unchanged"))
        self.stdout.write(f"added {added}, unchanged {unchanged}")
