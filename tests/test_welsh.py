"""The catalogue of Welsh: what is missing and what no speaker has read is counted, and its forms fit the English.

That no page of the person shows English to who reads Welsh is tested in test_persons_pages.py, by opening them all.
"""

import ast
import re
import sys
from collections import Counter

import pytest
from django.urls import reverse

from tests.strings import MARKS, SAME, catalogue, files, in_welsh, strings

PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?\w+>")


def test_what_is_missing_and_what_no_speaker_has_read_is_counted(capsys):
    said = {text for path in files() for text in strings(path)}
    missing = said - in_welsh()
    unreviewed = sum(entry.translated() and "unreviewed" in entry.tcomment for entry in catalogue())
    with capsys.disabled():
        sys.stdout.write(f"\nWelsh: {len(missing)} of {len(said)} strings missing, {unreviewed} not reviewed\n")
    assert unreviewed, "when a speaker has read them all, this test has done its work"


def test_welsh_that_equals_the_english_counts_as_missing():
    same = {entry.msgid for entry in catalogue() if entry.msgstr == entry.msgid}
    assert same - set(SAME) == set()


def test_every_welsh_string_has_the_places_and_forms_of_its_english():
    wrong = []
    for entry in catalogue():
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.msgid_plural and entry.translated() and len(forms) != 4:
            wrong.append(f"{entry.msgid}: {len(forms)} forms")
        fitting = [sorted(PLACE.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
        wrong += [f"{entry.msgid}: {form}" for form in forms if form and sorted(PLACE.findall(form)) not in fitting]
    assert not wrong, "\n".join(wrong)


def test_no_guess_of_a_tool_is_shipped():
    assert [entry.msgid for entry in catalogue() if "fuzzy" in entry.flags] == []


def test_each_string_stands_once():
    """Two branches that add the same words merge without a conflict, and then nothing compiles."""
    counted = Counter((entry.msgid, entry.msgctxt) for entry in catalogue())
    assert [key for key, count in counted.items() if count > 1] == []


def test_no_string_is_marked_where_the_catalogue_cannot_see_it():
    """xgettext does not look inside an f-string."""
    unseen = [
        f"{path.name}:{call.lineno}"
        for path in files()
        if path.suffix == ".py" and "gettext" in path.read_text()
        for written in ast.walk(ast.parse(path.read_text()))
        if isinstance(written, ast.JoinedStr)
        for call in ast.walk(written)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    ]
    assert unseen == []


@pytest.mark.parametrize(("count", "welsh"), [(1, "1 wers"), (2, "2 o wersi"), (8, "8 o wersi"), (11, "11 o wersi")])
def test_numbers_are_counted_as_in_welsh(count, welsh):
    entry = catalogue().find("%(count)s lesson")
    rule = re.search(r"plural=(.*);", catalogue().metadata["Plural-Forms"])[1]
    assert rule == "(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3"
    form = 0 if count == 1 else 1 if count == 2 else 3 if count in {8, 11} else 2
    assert entry.msgstr_plural[form] % {"count": count} == welsh


def test_a_person_reads_home_in_welsh(world, browse):
    world.person.language = "cy"
    world.person.save()
    page = browse(world.person).get(reverse("home")).content.decode()
    assert 'lang="cy"' in page
    assert "Ble mae pethau" in page
