"""Rows for the access matrix: a letter, and prints of it in each state."""

from django.urls import reverse

from justice_portal import clock
from justice_portal.files import store
from learning.models import DisclosureLetter, LetterPrint


def rows(world, state, person):
    letter = DisclosureLetter.objects.create(person=person, tell="I can do it.", since="Some words", offer="Some")
    kept = store(b"%PDF-1.7 a letter", suffix=".pdf", kept_in="learning.LetterPrint.path")
    by = person.user or world.administrator
    ready = {"status": "ready", "path": kept.name, "sha256": kept.sha256, "ready_at": clock.now(), "letter_version": 1}
    made = LetterPrint.objects.create(letter=letter, asked_by=by, **ready)
    long = LetterPrint.objects.create(letter=letter, asked_by=by, status="too_long", letter_version=1)
    waiting = LetterPrint.objects.create(letter=letter, asked_by=by)
    pages = [reverse("disclosure:print", args=[one.pk]) for one in (long, waiting)]
    pages += [reverse("disclosure:part", args=[part]) for part in ("since", "offer")]
    return {"letter_to_employer": letter, "letter_part": "tell", "letter_print": made, "letter_pages": pages}
