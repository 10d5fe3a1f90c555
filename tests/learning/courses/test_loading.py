"""Loading course files: repeat-safe, in versions, all or nothing, and every fault named."""

from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from ruamel.yaml import YAML

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from learning.courses import actions
from learning.courses.importer import ContentError, faults_of
from learning.courses.models import Course, Version
from learning.loading import load_course
from learning.quizzes.actions import write_quiz
from tests.learning.content import check, course_content, lesson, make_course, multiple, number, single, start, text


def load(*arguments):
    out = StringIO()
    call_command("load_courses", *arguments, stdout=out)
    return out.getvalue().strip()


def write(folder, content, name=None):
    with (folder / f"{name or content['code']}.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(content, file)


def test_the_packaged_courses_load_and_load_again(db):
    assert load() == "6 added, 0 changed, 0 unchanged"
    assert load() == "0 added, 0 changed, 6 unchanged"
    assert Version.objects.offered().count() == 6
    assert AuditEvent.objects.filter(event="course.published").count() == 6


def test_a_folder_loads_and_a_changed_course_is_a_new_version(db, tmp_path):
    write(tmp_path, course_content())
    assert load(str(tmp_path)) == "1 added, 0 changed, 0 unchanged"
    write(tmp_path, course_content(version=2, title="Halves again"))
    assert load(str(tmp_path)) == "0 added, 1 changed, 0 unchanged"
    assert list(Version.objects.order_by("number").values_list("number", "status")) == [
        (1, "replaced"),
        (2, "published"),
    ]


def test_other_words_under_the_same_version_are_refused(db):
    load_course(course_content(version=3), by=SYSTEM)
    with pytest.raises(ContentError, match="Make this version 4"):
        load_course(course_content(version=3, title="Other"), by=SYSTEM)
    with pytest.raises(ContentError, match="Make this version 4"):
        load_course(course_content(version=2, title="Other"), by=SYSTEM)
    assert Version.objects.count() == 1


def test_one_bad_file_loads_none_and_names_its_faults(db, tmp_path):
    write(tmp_path, course_content("good"))
    bad = course_content("worse")
    bad["level"] = "university"
    del bad["lessons"][0]["title"]
    write(tmp_path, bad)
    with pytest.raises(CommandError) as error:
        load(str(tmp_path))
    assert "worse.yaml: level: 'university'" in str(error.value)
    assert "worse.yaml: lessons/0: 'title' is a required property" in str(error.value)
    assert not Course.objects.exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [("{", "not YAML"), ("just words", "is not of type 'object'"), ("a: !!python/object:os.system x", "not YAML")],
)
def test_a_file_that_is_no_course_is_refused(db, tmp_path, text, fault):
    (tmp_path / "odd.yaml").write_text(text)
    with pytest.raises(CommandError, match=fault):
        load(str(tmp_path))


def test_a_file_under_another_name_a_huge_one_and_no_folder_are_refused(db, tmp_path):
    write(tmp_path, course_content(), name="other")
    with pytest.raises(CommandError, match="the file is called other"):
        load(str(tmp_path))
    (tmp_path / "other.yaml").write_text("a: " + "x" * 2_000_000)
    with pytest.raises(CommandError, match="over 1 MB"):
        load(str(tmp_path))
    with pytest.raises(CommandError, match="no folder"):
        load(str(tmp_path / "nowhere"))


def broken(change):
    content = deepcopy(course_content())
    change(content)
    return faults_of(content)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda c: c["lessons"].append(lesson("part-1")), "lessons: code part-1 stands 2 times"),
        (lambda c: c["lessons"][0]["blocks"].append(text()), "lessons/part-1: code words stands 2 times"),
        (lambda c: c["quiz"].update(pass_mark=9), "quiz: pass_mark is 9, but there are 3 questions"),
        (lambda c: c["quiz"]["questions"].append(single()), "quiz: code q1 stands 2 times"),
        (lambda c: c["quiz"]["questions"][0]["choices"][0].update(right=True), "quiz/q1: 2 choices are right"),
        (lambda c: c["quiz"]["questions"][0]["choices"][0].update(code="b"), "quiz/q1: a choice's letter stands twice"),
        (lambda c: c["quiz"]["questions"][1].pop("choices"), "quiz/questions/1"),
        (lambda c: [one.pop("right", 0) for one in c["quiz"]["questions"][0]["choices"]], "quiz/questions/0"),
        (lambda c: c["title"].update(en=""), "title/en"),
        (lambda c: c["lessons"][0]["blocks"][0]["text"].update(en="<script>x"), "lessons/0/blocks/0"),
        (lambda c: c.update(picture="../../etc/passwd"), "picture"),
    ],
)
def test_what_is_wrong_with_a_course_is_named(change, fault):
    assert any(found.startswith(fault) for found in broken(change)), broken(change)


def test_a_quiz_with_no_right_answer_is_refused():
    content = course_content(questions=[single(), multiple(), number()])
    for choice in content["quiz"]["questions"][1]["choices"]:
        choice.pop("right", None)
    assert faults_of(content)
    content = course_content()
    content["lessons"] = [lesson("one", check())]
    for choice in content["lessons"][0]["blocks"][0]["choices"]:
        choice.pop("right", None)
    assert faults_of(content)


def test_a_learner_stays_on_the_version_they_started(world):
    course = make_course(lessons=2)
    enrolment = start(world.someone, course)
    make_course(version=2, lessons=5)
    enrolment.refresh_from_db()
    assert (enrolment.version.number, len(enrolment.version.lesson_ids)) == (1, 2)
    assert start(world.people["elsewhere"], course).version.number == 2


def test_a_published_version_is_not_written_to(course):
    with pytest.raises(DomainError, match="Make a new version"):
        write_quiz(course.versions.get(), content=course_content()["quiz"], by=SYSTEM)


def test_a_course_without_lessons_is_not_published(db):
    version = Version.objects.create(
        course=Course.objects.create(code="empty", subject="maths"), number=1, title={"en": "E"}, summary={"en": "E"},
        level="entry-1", minutes=1, picture="x", content_hash="x",
    )  # fmt: skip
    with pytest.raises(DomainError, match="needs a lesson"):
        actions.publish_version(version, by=SYSTEM)
    version.refresh_from_db()
    assert version.status == "draft"
