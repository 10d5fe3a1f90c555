"""Questions from files of other programs: all that we can hold comes along, the rest is named, and nothing bad gets in."""

import io
import struct
import zipfile
from pathlib import Path
from time import process_time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.jobs.running import run_job
from justice_portal.keys import uuid7
from learning.authoring import actions
from learning.authoring.incoming.actions import send_file
from learning.authoring.incoming.models import QuestionImport
from learning.authoring.incoming.outcome import FileProblem, FileRefusedError
from learning.authoring.incoming.reading import read_file
from learning.authoring.models import Draft
from learning.authoring.seeding import FILE, MONEY
from learning.courses.importer import faults_of
from learning.models import CourseFile
from learning.quizzes.kinds import KINDS
from tests.learning.authoring.packs import HEAD, ITEMS, LEFT_OUT, QTI3, cartridge, item, manifest, package
from tests.learning.content import course_content, lesson, single, text
from tests.learning.pages import words

FILES = Path(__file__).parent / "files"


@pytest.fixture
def draft(world):
    content = course_content("bikes", questions=[single("q1")], pass_mark=1)
    content["lessons"] = [lesson("part-1", text("words"))]
    return Draft.objects.create(code="bikes", content=content, made_by=world.tutor, edited_by=world.tutor)


def brought(draft, content, by, name="a file.xml"):
    made = send_file(draft, key=uuid7(), name=name, content=content, by=by)
    assert run_job(made.job_id) == "done"
    made.refresh_from_db()
    return made


def kinds(found):
    return {question["kind"] for question in found.questions}


def whys(found):
    return {str(why) for _name, why in found.skipped}


def test_every_kind_that_a_format_can_express_comes_along():
    gift, moodle = (read_file((FILES / name).read_bytes()) for name in ("all.gift", "all.xml"))
    qti = read_file(package({**ITEMS, **LEFT_OUT, "new": QTI3}))
    assert kinds(qti) == set(KINDS)
    assert kinds(moodle) == set(KINDS) - {"passage", "hotspot", "rating"}
    assert kinds(gift) == set(KINDS) - {"order", "passage", "hotspot", "rating"}
    assert whys(qti) == set(LEFT_OUT)
    assert whys(moodle) == {"no_question", "changes", "drags", "no_right", "picture", "kind"}
    assert whys(gift) == {"no_question", "no_right", "broken", "many_choices"}
    found = {name: one for f in (gift, moodle, qti) for name, one in zip(f.names, f.questions, strict=True)}
    assert found["Weight"]["answer"] == 2.5
    assert found["Weight"]["tolerance"] == 0.1
    assert found["What is 10 to 12?"] == {**found["What is 10 to 12?"], "answer": 11, "tolerance": 1}
    assert [one["text"]["en"] for one in found["Steps"]["items"]] == ["Wheel off", "Patch", "Pump"]
    assert found["Gaps"]["passage"]["en"] == "I go [1] work."
    assert found["Passage"]["passage"]["en"] == "[a: Hi mate], [b: please] write."
    assert found["Escaped {braces} and = sign"]["choices"][0]["text"]["en"] == "yes ~ no"
    assert found["One"]["feedback"]["en"] == "Right!\n\nBecause *so*."
    assert found["Word"]["accepted"]["en"] == ["spanner", "wrench"]


def test_a_tutor_sends_a_file_twice_and_reads_what_came_of_it(world, browse, draft):
    client = browse(world.tutor)
    address = reverse("authoring:import-add", args=[draft.pk])
    assert "GIFT, Moodle XML" in words(client.get(address))
    for _twice in range(2):
        upload = SimpleUploadedFile("../../bikes\u202egpj.xml", (FILES / "all.xml").read_bytes())
        answer = client.post(address, {"key": "0190f9a0-0000-7000-8000-000000000001", "file": upload})
    made = QuestionImport.objects.get()
    assert answer.url == made.get_absolute_url()
    assert "queue" in words(client.get(answer.url))
    assert run_job(made.job_id) == "done"
    page = client.get(answer.url)
    said = words(page)
    for part in (
        "11 questions are in the draft now", "6 questions were left out", "It has no right answer.", "http://evil.example/a",
        "It is a kind of question that we do not have.", "Capital",
    ):  # fmt: skip
        assert part in said, part
    html = page.content.decode()
    assert 'href="http' not in html
    assert "\u202e" not in html
    draft.refresh_from_db()
    assert (len(draft.content["quiz"]["questions"]), draft.edition) == (12, 2)
    assert faults_of(draft.content, needs_welsh=False) == []
    assert "<script" not in str(draft.content)
    assert client.get(draft.get_absolute_url()).status_code == 200
    again = brought(draft, (FILES / "all.xml").read_bytes(), world.tutor)
    draft.refresh_from_db()
    assert (again.taken, draft.edition) == ([], 2)
    assert ["Capital", "there"] in again.report["skipped"]
    made.refresh_from_db()
    assert made.path == again.path == ""
    assert "Capital" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))


def test_t76_a_picture_of_a_package_is_made_anew_and_its_places_stay_where_they_were(world, draft):
    brought(draft, package({"spot": ITEMS["hotspot"]}), world.tutor)
    draft.refresh_from_db()
    question, row = draft.content["quiz"]["questions"][1], CourseFile.objects.get()
    assert question["picture"] == f"file/{row.pk}"
    assert (row.width, row.height) == (1280, 720)
    assert [(one["x"], one["y"]) for one in question["areas"]] == [(50.0, 50.0), (28.9, 25.0)]
    svg = package(
        {"spot": ITEMS["hotspot"].replace("What is it", "Where is it")},
        **{"media/bike.png": b"<svg xmlns='http://www.w3.org/2000/svg'/>"},
    )
    refused = brought(draft, svg, world.tutor)
    assert refused.report["skipped"] == [["Spot", "no_picture"]]
    assert CourseFile.objects.count() == 1


def test_a_common_cartridge_gives_its_quiz_pages_and_topics_and_names_what_leads_outside(world, browse, draft):
    for _twice in range(2):
        made = brought(draft, cartridge(), world.tutor, name="course.imscc")
    first = QuestionImport.objects.order_by("added_at").first()
    assert [kind for _name, kind, _code in first.taken] == ["single", "multiple", "short", "long"]
    assert first.report["lessons"] == [["Part 1", "part-1-2"], ["Part 2", "part-2"]]
    assert first.report["skipped"] == [["None", "no_right"], ["Part 3", "outside"], ["Part 4", "outside"]]
    assert first.report["links"] == ["https://evil.example/", "http://evil.example/l", "http://evil.example/lti"]
    assert (made.taken, made.report["lessons"]) == ([], [])
    draft.refresh_from_db()
    page, topic = draft.content["lessons"][1:]
    assert page["blocks"][0]["text"]["en"] == "Wheels\n\nA **wheel** is round.\n\nSee here"
    assert (topic["blocks"][0]["kind"], topic["blocks"][0]["text"]["en"]) == ("reflect", "Do you ride?")
    assert faults_of(draft.content, needs_welsh=False) == []
    said = words(browse(world.tutor).get(first.get_absolute_url()))
    assert "It leads outside, where learners cannot go." in said
    assert browse(world.tutor).get(reverse("authoring:see-lesson", args=[draft.pk, "part-2"])).status_code == 200


def test_a_file_without_one_good_question_changes_nothing_and_says_why(world, browse, draft):
    made = brought(draft, package({"no": LEFT_OUT["no_right"]}), world.tutor)
    assert (made.status, made.problem) == ("refused", "nothing")
    said = words(browse(world.tutor).get(made.get_absolute_url()))
    assert "Nothing was added to the draft." in said
    assert "Mark the right one in the file" in said
    draft.refresh_from_db()
    assert draft.edition == 1


def test_a_draft_that_went_to_a_second_person_meanwhile_takes_nothing(world, draft):
    made = send_file(draft, key=uuid7(), name="x", content=(FILES / "all.gift").read_bytes(), by=world.tutor)
    with pytest.raises(DomainError, match="Another file is being read"):
        send_file(draft, key=uuid7(), name="x", content=b"x {T}", by=world.tutor)
    actions.send_draft(draft, by=world.tutor)
    assert run_job(made.job_id) == "done"
    made.refresh_from_db()
    draft.refresh_from_db()
    assert (made.problem, draft.edition) == ("closed", 1)
    with pytest.raises(DomainError, match="with a second person"):
        send_file(draft, key=uuid7(), name="x", content=b"x {T}", by=world.tutor)


def test_a_quiz_that_is_full_names_what_had_no_room(world, draft):
    made = brought(draft, "\n\n".join(f"Is {n} a number? {{T}}" for n in range(45)).encode(), world.tutor)
    assert len(made.taken) == 39
    assert [why for _name, why in made.report["skipped"]] == ["full"] * 6


@pytest.mark.parametrize("who", ["person", "key_worker", "manager", "mentor"])
def test_who_may_not_bring_in_questions(world, draft, who):
    with pytest.raises(PermissionDenied):
        send_file(draft, key=uuid7(), name="x", content=b"x {T}", by=getattr(world, who))


NESTED = "<quiz>" + "<a>" * 5000 + "</a>" * 5000 + "</quiz>"
BOMB = '<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>'
OUTSIDE = '<!DOCTYPE q SYSTEM "http://127.0.0.1:1/x.dtd"><quiz/>'
XXE = '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question type="essay"><questiontext><text>&a;</text></questiontext></question></quiz>'
MANY = "<quiz>" + "<a/>" * 200_100 + "</quiz>"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (HEAD + BOMB, FileProblem.XML), (HEAD + OUTSIDE, FileProblem.XML), (HEAD + XXE, FileProblem.XML), (NESTED, FileProblem.XML),
        (MANY, FileProblem.XML), ("<quiz>", FileProblem.XML), ("<html/>", FileProblem.UNKNOWN), ("%PDF-1.7", FileProblem.UNKNOWN),
        (manifest([]), FileProblem.PART), ("\n\n".join(["x {T}"] * 501), FileProblem.MANY), ("PK nothing", FileProblem.ZIP),
    ],
)  # fmt: skip
def test_t71_t74_a_file_that_is_hostile_or_something_else_is_refused_as_a_whole(content, problem):
    with pytest.raises(FileRefusedError) as refused:
        read_file(content.encode())
    assert refused.value.problem == problem


def test_what_takes_long_to_read_is_not_read():
    for part in ("<!--", "<![", "<a ", "</", "&#x", "<p t='", "**", "~=", "::"):
        asked = f"<quiz><question type='essay'><questiontext><text><![CDATA[{(part * 4_900).replace(']]>', '')}]]></text></questiontext></question></quiz>"
        began = process_time()
        read_file(asked.encode())
        read_file(f"Q {part * 4_900} {{=a}}".encode())
        assert process_time() - began < 2, part


def test_the_file_of_the_demo_shows_what_comes_along_and_what_does_not():
    found = read_file(FILE)
    assert (len(found.questions), whys(found)) == (6, {"no_right", "no_question"})
    assert found.links == ["https://example.org/film"]
    assert len(read_file(MONEY).questions) == 5


def test_t71_a_hostile_item_in_a_package_is_named_and_the_others_come_along():
    found = read_file(package({"bad": HEAD + XXE, "good": ITEMS["truth"]}))
    assert (found.skipped, found.names) == ([("bad.xml", "broken")], ["Truth"])


def zipped(*entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(info, content)
    return out.getvalue()


def link():
    info = zipfile.ZipInfo("imsmanifest.xml")
    info.external_attr = 0o120777 << 16
    return zipped((info, "/etc/passwd"))


def lying():
    """The list says that a file is small."""
    raw = bytearray(zipped(("imsmanifest.xml", "x" * 5000)))
    place = raw.index(b"PK\x01\x02")
    raw[place + 24 : place + 28] = struct.pack("<I", 10)
    raw[22:26] = struct.pack("<I", 10)
    return bytes(raw)


def overlapping():
    """Two entries of the list that share the same bytes."""
    raw = bytearray(zipped(("imsmanifest.xml", "x" * 50), ("second-file.xml", "y" * 50)))
    second = raw.rindex(b"PK\x01\x02")
    raw[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(raw)


def renamed():
    raw = zipped(("imsmanifest.xml", "<manifest/>"))
    return raw.replace(b"imsmanifest.xml", b"imsmanifest.txt", 1)


@pytest.mark.parametrize(
    "content",
    [
        zipped(("imsmanifest.xml", "x"), ("../evil.xml", "x")), zipped(("/imsmanifest.xml", "x")), zipped(("a\\b.xml", "x")),
        zipped(("c:/x.xml", "x")), zipped(("a/./b.xml", "x")), zipped(("A.xml", "x"), ("a.xml", "x")),
        zipped(("imsmanifest.xml", b"\0" * 6_000_000)), zipped(*((f"{n}.xml", "x") for n in range(2_001))),
        link(), lying(), overlapping(), renamed(), package(ITEMS)[:-40], package(ITEMS) + b"tail", b"GIF89a" + package(ITEMS),
    ],
)  # fmt: skip
def test_t69_t70_a_pack_that_lies_or_leads_out_is_refused_and_never_repaired(content):
    with pytest.raises(FileRefusedError):
        read_file(content)


def test_t74_t80_what_leads_out_of_a_package_is_not_followed_and_braces_are_words():
    out = item(
        "Out",
        ITEMS["hotspot"].split("<itemBody>")[1].split("</itemBody>")[0].replace("../media", "../../../etc"),
        ["A"],
    )
    far = item(
        "Far", "<p>{{7*7}} {% load x %}</p>" + ITEMS["truth"].split("<itemBody>")[1].split("</itemBody>")[0], ["A"]
    )
    found = read_file(package({"out": out, "far": far}))
    assert found.skipped == [("Out", "no_picture")]
    assert found.questions[0]["text"]["en"].startswith("{{7\\*7}} {% load x %}")
