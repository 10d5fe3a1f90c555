"""The courses that come with the product: their form, their words in both languages and their pictures."""

import json
import re
from pathlib import Path

import pytest
from defusedxml import ElementTree
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from justice_portal.reading import GRADE_FOR_PEOPLE, grade, visible_text
from learning.courses.importer import faults_of
from learning.courses.models import Block
from learning.quizzes.kinds import KINDS

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "learning" / "courses" / "content"
IMAGES = ROOT / "static" / "images"
SCHEMA = json.loads((CONTENT / "schema.json").read_text(encoding="utf-8"))
FILES = sorted(CONTENT.glob("*.yaml"))
COURSES = {file.stem: YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")) for file in FILES}
PICTURES = sorted((IMAGES / "courses").glob("*.svg"))

EACH_COURSE = pytest.mark.parametrize("course", COURSES.values(), ids=COURSES.keys())
EACH_PICTURE = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)

SIX = {
    "fractions-and-money",
    "first-week-out",
    "letter-or-email",
    "understanding-your-licence",
    "food-hygiene",
    "talking-about-a-conviction",
}
# Names that are the same in both languages.
SAME_IN_WELSH = set()
SVG = "{http://www.w3.org/2000/svg}"
DRAWN_WITH = {"svg", "title", "rect", "circle", "ellipse", "path", "polygon", "text", "g"}
PALETTE = {"#0b0c0c", "#0f5257", "#f4efe6", "#e0a030", "#cfe3ee", "#ffffff", "#f3cf8a", "none"}


def pairs(node, path=""):
    """Every text of a course with where it stands: (path, {"en": …, "cy": …})."""
    if isinstance(node, list):
        node = {item.get("code", place) if isinstance(item, dict) else place: item for place, item in enumerate(node)}
    if not isinstance(node, dict):
        return
    if node.keys() == {"en", "cy"} and isinstance(node["en"], str):
        yield path, node
        return
    for name, value in node.items():
        yield from pairs(value, f"{path}/{name}" if path else str(name))


def read_as_one(course):
    """The pieces that a reader meets at once: the summary, a lesson's title, a block, a question."""
    yield "summary", {"title": course["title"], "summary": course["summary"]}
    for lesson in course["lessons"]:
        yield lesson["code"], lesson["title"]
        for block in lesson["blocks"]:
            yield f"{lesson['code']}/{block['code']}", block
    for question in course["quiz"]["questions"]:
        yield f"quiz/{question['code']}", question


def english(piece):
    """The English of a piece as the page shows it, a line a paragraph, list item or table cell."""
    render = MarkdownIt("commonmark").enable("table").render
    return visible_text("".join(render(words["en"]) for _, words in pairs({"piece": piece})))


def questions(course):
    return course["quiz"]["questions"]


def blocks(course, kind=None):
    return [block for lesson in course["lessons"] for block in lesson["blocks"] if kind in (None, block["kind"])]


def test_the_six_courses_are_here():
    assert COURSES.keys() >= SIX


def test_the_schema_is_a_good_schema():
    Draft7Validator.check_schema(SCHEMA)


@EACH_COURSE
def test_a_course_fits_the_schema(course):
    wrong = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator().iter_errors(course)]
    assert wrong == []


def validator():
    return Draft7Validator(SCHEMA)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda course: course.pop("quiz"),
        lambda course: course.update(extra=1),
        lambda course: course.update(level="entry-9"),
        lambda course: course["title"].pop("cy"),
        lambda course: course["title"].update(pl="Ułamki"),
        lambda course: course["title"].update(en=""),
        lambda course: course["title"].update(en="Two\nlines"),
        lambda course: course.update(picture="../secret.svg"),
        lambda course: blocks(course, "text")[0]["text"].update(en="<b>No</b> HTML"),
        lambda course: blocks(course, "text")[0]["text"].update(en="A [link](https://example.org)"),
        lambda course: blocks(course, "text")[0].update(kind="video"),
        lambda course: blocks(course, "picture")[0].pop("alt"),
        lambda course: blocks(course, "audio")[0].pop("transcript"),
        lambda course: [choice.pop("right", None) for choice in blocks(course, "check")[0]["choices"]],
        lambda course: blocks(course, "check")[0]["choices"][0].pop("feedback"),
        lambda course: [choice.pop("right", None) for choice in questions(course)[0]["choices"]],
        lambda course: questions(course)[0].update(answer=3),
        lambda course: questions(course)[1].update(answer="two"),
        lambda course: questions(course)[1].update(tolerance=-1),
        lambda course: questions(course)[1].pop("answer"),
        lambda course: questions(course)[0].pop("feedback"),
    ],
)
def test_a_spoilt_course_does_not_fit_the_schema(spoil):
    course = YAML(typ="safe", pure=True).load((CONTENT / "fractions-and-money.yaml").read_text(encoding="utf-8"))
    assert validator().is_valid(course)
    spoil(course)
    assert not validator().is_valid(course)


@EACH_COURSE
def test_codes_are_unique_and_the_file_is_named_after_the_course(course):
    assert COURSES[course["code"]] is course
    assert one_of_each(lesson["code"] for lesson in course["lessons"])
    for lesson in course["lessons"]:
        assert one_of_each(block["code"] for block in lesson["blocks"]), lesson["code"]
    assert one_of_each(question["code"] for question in questions(course))
    for question in questions(course):
        assert one_of_each(choice["code"] for choice in question.get("choices", []))


def one_of_each(codes):
    codes = list(codes)
    return len(codes) == len(set(codes))


@EACH_COURSE
def test_every_block_and_question_is_plain_enough(course):
    grades = {where: grade(english(piece), exempt=course["glossary"]) for where, piece in read_as_one(course)}
    assert {where: round(hard, 1) for where, hard in grades.items() if hard > GRADE_FOR_PEOPLE} == {}


@EACH_COURSE
def test_a_glossary_word_is_used_and_set_in_bold_where_it_is_explained(course):
    told = "\n".join(words["en"] for _, words in pairs(course)).lower()
    in_bold = " ".join(re.findall(r"\*\*(.+?)\*\*", told))
    assert [word for word in course["glossary"] if word not in in_bold] == []


@EACH_COURSE
def test_welsh_is_there_and_is_not_english(course):
    same = [
        (where, words["en"])
        for where, words in pairs(course)
        if words["en"].strip() == words["cy"].strip()
        and re.search(r"[^\W\d_]{3}", words["en"])
        and words["en"].strip() not in SAME_IN_WELSH
    ]
    assert same == []


@EACH_COURSE
def test_both_languages_say_as_much(course):
    """The same paragraphs, items and cells, the same figures, and about as many words."""
    for where, words in pairs(course):
        en, cy = (words[language] for language in ("en", "cy"))
        assert [kind_of(line) for line in en.splitlines()] == [kind_of(line) for line in cy.splitlines()], where
        assert en.count("**") == cy.count("**"), where
        figures = [sorted(re.findall(r"\d+(?:[.:]\d+)*", text)) for text in (en, cy)]
        assert figures[0] == figures[1], where
        if len(en.split()) > 12:
            assert 0.75 < len(cy.split()) / len(en.split()) < 1.6, where


def kind_of(line):
    return re.match(r"\s*(\||[-*] |\d+\. |#+ |$)?", line).group(1)


@EACH_COURSE
def test_a_course_has_the_length_of_a_short_course(course):
    assert 4 <= len(course["lessons"]) <= 5
    for lesson in course["lessons"]:
        assert 4 <= len(lesson["blocks"]) <= 7, lesson["code"]
        words = sum(len(words["en"].split()) for _, words in pairs(lesson))
        assert 150 <= words <= 500, (lesson["code"], words)
        assert lesson["blocks"][-1]["kind"] == "check", lesson["code"]
    assert 0 <= course["minutes"] - sum(lesson["minutes"] for lesson in course["lessons"]) <= 10
    assert {block["kind"] for block in blocks(course)} >= {"text", "picture", "audio", "check"}


@EACH_COURSE
def test_the_quiz_is_of_a_bearable_length_and_each_question_can_be_answered(course):
    assert 8 <= len(questions(course)) <= 11
    assert course["quiz"]["pass_mark"] == 7
    assert {"single", "multiple"} <= {question["kind"] for question in questions(course)}
    assert faults_of(course) == []
    for question in questions(course):
        if question["kind"] == "multiple":
            assert 2 <= sum("right" in choice for choice in question["choices"]) < len(question["choices"])


def test_every_kind_of_block_is_used():
    assert {block["kind"] for course in COURSES.values() for block in blocks(course)} == set(Block.Kind.values)


def test_every_kind_of_question_is_used():
    assert {question["kind"] for course in COURSES.values() for question in questions(course)} == set(KINDS)


@EACH_COURSE
def test_the_right_answer_does_not_stand_in_the_same_place_each_time(course):
    checks = [
        [bool(choice.get("right")) for choice in block["choices"]].index(True) for block in blocks(course, "check")
    ]
    singles = [
        [bool(choice.get("right")) for choice in question["choices"]].index(True)
        for question in questions(course)
        if question["kind"] == "single"
    ]
    assert len(set(checks)) > 1
    assert len(set(singles)) > 1


@EACH_COURSE
def test_every_picture_of_a_course_exists(course):
    used = {course["picture"]} | {block["picture"] for block in blocks(course, "picture")}
    assert len(used) >= 3
    assert {path for path in used if not (IMAGES / path).is_file()} == set()


def test_every_picture_is_used():
    used = {course["picture"] for course in COURSES.values()}
    used |= {block["picture"] for course in COURSES.values() for block in blocks(course, "picture")}
    used |= {one["picture"] for course in COURSES.values() for one in questions(course) if "picture" in one}
    assert {f"courses/{picture.name}" for picture in PICTURES} == used


@EACH_PICTURE
def test_a_picture_is_plain_and_safe(picture):
    """Nothing that runs, loads or carries a style; a title in both languages; only our colours; no words to translate."""
    source = picture.read_text(encoding="utf-8")
    assert "<!" not in source
    assert "<?" not in source
    root = ElementTree.fromstring(source, forbid_dtd=True)
    assert root.get("viewBox") == "0 0 640 360"
    assert [title.get("lang") for title in root.findall(f"{SVG}title")] == ["en", "cy"]
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in DRAWN_WITH
        assert not [name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name]
        assert {element.get("fill", "none"), element.get("stroke", "none")} <= PALETTE
        if element.tag == f"{SVG}text":
            assert not re.search(r"[^\W\d_]{3}", element.text)
    assert len(source) < 12_000
