"""The Welsh of the person's side: nothing missing on their own pages, and what no speaker has read is counted."""

import re
import sys
from pathlib import Path

import polib
import pytest
from django.urls import reverse

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "cy" / "LC_MESSAGES" / "django.po"
#: Pages that the person reads. Pages that staff read too are counted, not refused.
PERSONS = [
    "accounts/sign_in.html", "base.html", "base_person.html", "errors", "help_now.html", "home.html",
    "learning/courses", "learning/quizzes", "notices", "problems/mine.html", "problems/tell.html", "problems/told.html",
    "rehab/plans", "reporting/progress/list.html", "reporting/progress/report.html", "reporting/progress/words.html",
]  # fmt: skip
#: The same in both languages, and why.
SAME = {"Justice Portal": "a name"}
#: Words of those pages that only staff see.
STAFF_WORDS = {
    "Write the first goal together with the person.", "There is no open plan yet. Open one and write the first goal together.",
    "Open a plan", "Start a report", "Staff account", "Change these words", "Write the staff account",
    "Nothing written yet. The person was told that they can add their words.",
    "Write to the person. They will read it, next to their own words. Say what you saw, with dates.",
    "I am looking at it", "Go and see them now. Do not wait for a free moment. Think about ACCT and CSIP.",
    "They wrote no words.", "Start",
}  # fmt: skip
LITERAL = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")


@pytest.fixture(scope="module")
def entries():
    return {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}


def said_on_persons_pages():
    for place in PERSONS:
        path = ROOT / "templates" / place
        for template in [path] if path.is_file() else sorted(path.rglob("*.html")):
            for double, single in LITERAL.findall(template.read_text()):
                yield template.name, double or single


def test_every_word_of_the_persons_own_pages_is_in_welsh(entries):
    missing = {
        text for _template, text in said_on_persons_pages()
        if text not in STAFF_WORDS and text not in SAME and not (text in entries and entries[text].translated())
    }  # fmt: skip
    assert missing == set()


def test_welsh_that_equals_the_english_counts_as_missing(entries):
    same = {text for text, entry in entries.items() if entry.msgstr == text and text not in SAME}
    assert same == set()


def test_what_is_missing_and_what_no_speaker_has_read_is_counted(entries, capsys):
    missing = sum(not entry.translated() for entry in entries.values())
    unreviewed = sum(entry.translated() and "unreviewed" in entry.tcomment for entry in entries.values())
    with capsys.disabled():
        sys.stdout.write(
            f"\nWelsh: {missing} of {len(entries)} strings missing, staff's too; {unreviewed} not reviewed\n"
        )
    assert unreviewed, "when a speaker has read them all, this test has done its work"


def test_a_person_reads_home_in_welsh(world, browse):
    world.person.language = "cy"
    world.person.save()
    page = browse(world.person).get(reverse("home")).content.decode()
    assert 'lang="cy"' in page
    assert "Ble mae pethau" in page
