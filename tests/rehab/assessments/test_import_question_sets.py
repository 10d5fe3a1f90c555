"""manage.py import_question_sets: all or nothing, with every fault named; the product's own sets are good and plain."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from justice_portal.audit.models import AuditEvent
from justice_portal.reading import grade
from rehab.assessments.importer import read_folder, walk
from rehab.assessments.models import QuestionSet
from rehab.care.pathways import Pathway

GOOD = """
version: {version}
pathway: "HEALTH"
pages:
  - id: "GP"
    questions:
      - id: "GP"
        title: "Do you have a GP?"
        type: RADIO
        options:
          - id: YES
            displayText: "Yes"
          - id: NO
            displayText: "No"
    nextPageLogic:
      - nextPageId: FINAL_QUESTION_NEXT_PAGE
"""


def load(folder=None):
    out = StringIO()
    call_command("import_question_sets", *([str(folder)] if folder else []), stdout=out)
    return out.getvalue().strip()


def test_packaged_sets_cover_the_seven_pathways_and_loading_again_changes_nothing(db):
    assert load() == "added 28, unchanged 0"
    assert set(QuestionSet.objects.values_list("pathway", flat=True)) == set(Pathway.values)
    assert load() == "added 0, unchanged 28"
    assert QuestionSet.objects.newest("health", "own").questions > 5
    assert AuditEvent.objects.filter(event="assessments.question_sets_loaded").count() == 4


def test_yaml_1_2_keeps_yes_and_no_as_words(db, tmp_path):
    (tmp_path / "health.yml").write_text(GOOD.format(version=1))
    assert load(tmp_path) == "added 1, unchanged 0"
    options = QuestionSet.objects.get().content["pages"][0]["questions"][0]["options"]
    assert [option["id"] for option in options] == ["YES", "NO"]


def test_a_loaded_version_never_changes_its_words(db, tmp_path):
    (tmp_path / "health.yml").write_text(GOOD.format(version=1))
    load(tmp_path)
    (tmp_path / "health.yml").write_text(GOOD.format(version=1).replace("a GP", "a doctor"))
    (tmp_path / "health-2.yml").write_text(GOOD.format(version=2))
    with pytest.raises(CommandError, match="new version"):
        load(tmp_path)
    assert list(QuestionSet.objects.values_list("version", flat=True)) == [1]


FAULTS = {
    "not YAML": (b"version: [", "line 1"),
    "not text": (b"\xff\xfe\x00", "UTF-8"),
    "a list": (b"- 1", "must hold"),
    "no pages": (b'version: 1\npathway: "HEALTH"', "pages is missing"),
    "an unknown pathway": (GOOD.format(version=1).replace("HEALTH", "HELATH").encode(), "HELATH"),
    "a version in words": (GOOD.format(version="one").encode(), "version"),
    "an unknown type": (GOOD.format(version=1).replace("RADIO", "DRAG").encode(), "DRAG"),
    "a way to nowhere": (GOOD.format(version=1).replace("FINAL_QUESTION_NEXT_PAGE", "PAGE_9").encode(), "PAGE_9"),
    "an option twice": (GOOD.format(version=1).replace("- id: NO", "- id: YES").encode(), "id of its own"),
    "a choice without options": (GOOD.format(version=1).split("        options")[0].encode(), "needs options"),
    "a bad pattern": (
        GOOD.format(version=1)
        .replace("        type: RADIO", "        validation: {regex: '(a'}\n        type: RADIO")
        .encode(),
        "pattern",
    ),
    "a large file": (b"#" * 200_001, "larger"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_bad_file_refuses_them_all_and_is_named(db, tmp_path, fault):
    text, said = FAULTS[fault]
    (tmp_path / "good.yml").write_text(GOOD.format(version=1))
    (tmp_path / "bad.yml").write_bytes(text)
    with pytest.raises(CommandError, match=said) as error:
        load(tmp_path)
    assert "bad.yml" in str(error.value)
    assert not QuestionSet.objects.exists()


def test_an_empty_or_missing_folder_is_said(db, tmp_path):
    with pytest.raises(CommandError, match=r"no \.yml file"):
        load(tmp_path)
    with pytest.raises(CommandError, match="not a folder"):
        load(tmp_path / "none")


def test_own_questions_are_plain():
    """Whole questions read at age 9. Single words and names (Passport, CSCS) are left out: a measure of one word is noise."""
    for content in read_folder(Path("rehab/assessments/sets")):
        for page in content["pages"]:
            for question in walk(page["questions"]):
                words = [question["title"], *(option["displayText"] for option in question.get("options", []))]
                assert (
                    grade(". ".join(words), exempt={"certificate", "residence", "insurance", "national", "hygiene"})
                    <= 4.0
                ), words
