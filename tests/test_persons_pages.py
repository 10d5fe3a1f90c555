"""Every page of the person, opened: English that a child of nine can read, and Welsh with no English left in it."""

import re
from pathlib import Path

import pytest

from justice_portal.accounts.models import User
from justice_portal.people.models import Person
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words, visible_text
from tests.persons_pages import STAFF_DOORS, TYPED, every_page, may_open
from tests.policy import policy
from tests.strings import ROOT, SAME, in_welsh, strings
from tests.told import Told

VISITS, NAMES = [], set()
#: What a person may call that answers with no page, and why.
NO_PAGE = {
    "directory:worker": "a script, the same for everybody",
    **dict.fromkeys(("passkeys:challenge", "passkeys:phone", "passkeys:staff", "passkeys:second"), "takes only POST"),
    "accounts:sign-out": "takes only POST", "display:language": "takes only POST", "notices:read-all": "takes only POST",
    "reports:download": "a file", "letters:picture": "a file", "messages:photo": "a file", "rights:copy-pdf": "a file", "rights:copy-data": "a file",
    "appointments:calendar-file": "a file", "sessions:calendar-file": "a file", "courses:picture": "a file", "certificates:pdf": "a file", "certificates:badge": "a file",
    "cv:pdf": "a file", "disclosure:pdf": "a file", "certificates:revoked": "for programs", "xapi:about": "for programs",
}  # fmt: skip
#: A line of a page: words, and the grade that it may have alone.
LONG_LINE, HARDEST_LINE = 6, 6.5
#: A time of day is written alike in both languages.
CLOCK = re.compile(r"\d{1,2}(:\d\d)?[ap]m")
#: Texts of the rows that the access matrix makes: what somebody typed stays as it is.
TYPED_IN_ROWS = {TYPED, "Call me on 07700 900123 when you can.", "See a dentist", "Ask for a form", "Some", "words", "Room 2",
    "Near office", "Near unit", "Far unit", "1 Mill Lane, Hereford, ZZ1 1ZZ", "Leave the station.", "Turn left.", "Photo ID",
    "2345 67A2", "2345 67A5", "Pat Weaver", "Some words", "The heater is off.", "Dear Sir",
    "1 Mill Lane, Hereford", "Near help", "Some, words", "2 Mill Lane, Hereford, ZZ1 2ZZ", "Open Learning Register", "Maths",
    # A held message is shown in parts, round what a rule found.
    "Call me on", "when you can.",
}  # fmt: skip
#: What a person meets beside the pages that were opened: on paper, in an email, when something is wrong, in any form.
ELSEWHERE = (
    "templates/learning/cv/*.html", "learning/cv/*.py", "templates/learning/disclosure/*.html", "learning/disclosure/*.py",
    "templates/learning/vacancies/*.html", "learning/vacancies/forms.py", "learning/vacancies/models.py",
    "templates/pdf/base.html", "templates/reporting/progress/pdf.html", "templates/errors/*.html", "templates/forms/*.html",
    "justice_portal/notices/jobs.py", "justice_portal/errors.py", "justice_portal/forms.py", "justice_portal/states.py",
    "justice_portal/templatetags/*.py",
)  # fmt: skip


@pytest.fixture
def visits(world):
    """All pages, opened once a process: the tests below only read them."""
    if not VISITS:
        VISITS[:] = every_page(world)
        NAMES.update(name for user in User.objects.all() for name in (user.name, *user.name.split()))
        NAMES.update(f"{person.given_name} {person.family_name}" for person in Person.objects.all())
    return VISITS


def test_every_address_of_the_person_was_opened(visits):
    """A page whose rows nobody makes would be left out in silence."""
    opened = {visit.where.split(": ", 1)[1].split(",")[0] for visit in visits}
    theirs = {name for name, row in policy().items() if may_open(row, True, ("get",))}
    assert theirs - opened - STAFF_DOORS - set(NO_PAGE) == set()


def test_english_is_for_a_child_of_nine(visits):
    hard = {}
    for visit in visits:
        text = visible_text(visit.english)
        if (measured := grade(text)) > GRADE_FOR_PEOPLE:
            hard.setdefault(tuple(hard_words(text)), f"{visit.where}: {measured:.1f}")
    assert not hard, "\n".join(f"{where} {words}" for words, where in hard.items())


def test_no_line_hides_among_easy_ones(visits):
    """Many short labels make a page easy on the whole: each line of some length is measured by itself too."""
    lines = {line: visit.where for visit in visits for line in visible_text(visit.english).split("\n")}
    hard = {
        line: where for line, where in lines.items() if len(line.split()) >= LONG_LINE and grade(line) > HARDEST_LINE
    }
    assert not hard, "\n".join(f"{where}: {grade(line):.1f} {line}" for line, where in hard.items())


def test_no_page_shows_english_to_who_reads_welsh(visits):
    """A text that is the same in both languages, and is no name or number and not typed by somebody, is missing."""
    fine = {*SAME, *NAMES, *TYPED_IN_ROWS}
    missing = {}
    for visit in visits:
        for text in set(Told(visit.english).pieces) & set(Told(visit.welsh).pieces) - fine:
            if re.search(r"[^\W\d_]", text) and not CLOCK.fullmatch(text):
                missing.setdefault(text, visit.where)
    assert not missing, "\n".join(f"{where}: {text}" for text, where in missing.items())


def test_every_string_of_what_a_person_opens_is_in_welsh(visits):
    """Also what shows only at times: the other branches of their templates, and the messages of their rooms."""
    sources = {Path(source) for visit in visits for source in visit.sources}
    sources |= {path for pattern in ELSEWHERE for path in ROOT.glob(pattern)}
    ours = [path for path in sources if path.is_relative_to(ROOT) and path.exists()]
    missing = {text: path.name for path in ours for text in strings(path) if text not in in_welsh()}
    assert not missing, "\n".join(f"{where}: {text}" for text, where in missing.items())
    assert len(ours) > 100
