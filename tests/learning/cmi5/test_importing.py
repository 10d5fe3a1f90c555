"""cmi5.xml, in a packed file or alone: taken whole, or refused with the reason. Each test bears the number of its requirement."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from justice_portal.keys import uuid7
from justice_portal.zip_input import BadZip, Pack
from learning.packages.models import Package, PackageFile
from learning.packages.outcome import PackageRefusedError
from learning.packages.reading import read_package
from tests.learning.cmi5.made import MAKER, PAGE, block, cmi5, listed, objective, unit, words
from tests.learning.packages.made import sent
from tests.learning.pages import words as words_of

INSIDE = f'<objectives><objective idref="{MAKER}/objective/stop"/></objectives>'
FULL = listed(
    block("a", unit("one", "one.html?level=2", 'moveOn="CompletedAndPassed" masteryScore="0.8125" launchMethod="OwnWindow"', inside=INSIDE)
          + block("b", unit("two", "two.html", 'moveOn="Passed" activityType="http://adlnet.gov/expapi/activities/media"')))
    + unit("three", "https://outside.example/lesson?x=1", title="Elsewhere"),
    objectives=objective(),
).replace("</url></au>", "</url><launchParameters> lights=on </launchParameters><entitlementKey>k-1</entitlementKey></au>", 1)  # fmt: skip


def test_a_course_is_taken_with_all_it_says_and_what_is_outside_is_named(world, browse):
    client = browse(world.tutor)
    given = {"key": str(uuid7()), "file": SimpleUploadedFile("bike.zip", cmi5(FULL))}
    package = sent(cmi5(FULL), world.tutor)
    assert client.post(reverse("packages:send"), given).status_code == 302
    assert (package.status, package.kind, package.title) == ("ready", "cmi5", "Mend a bike")
    course = package.structure["cmi5"]
    assert (course["id"], [one["parent"] for one in course["blocks"]]) == (MAKER, [None, 0])
    one, two, three = course["units"]
    assert (one["href"], one["move_on"], one["mastery"], one["method"]) == (
        "one.html?level=2", "CompletedAndPassed", "0.8125", "OwnWindow",
    )  # fmt: skip
    assert (one["parameters"], one["entitlement"], one["objectives"]) == (
        "lights=on",
        "k-1",
        [f"{MAKER}/objective/stop"],
    )
    assert (two["block"], two["mastery"], two["kind"]) == (1, "", "http://adlnet.gov/expapi/activities/media")
    assert (three["block"], three["is_outside"], three["move_on"]) == (None, True, "NotApplicable")
    page = words_of(client.get(package.get_absolute_url()))
    assert "https://outside.example/lesson?x=1" in page
    assert len(package.report["links"]) == 1, "names of parts are no addresses"
    assert "A part of the course is outside. Learners cannot open it." in page


def long_zip(files):
    """A packed file in the longer form (zip64), as a stream writes it."""

    class Stream(io.RawIOBase):
        def __init__(self):
            self.kept = bytearray()

        def writable(self):
            return True

        def write(self, piece):
            self.kept += piece
            return len(piece)

    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            with pack.open(name, "w", force_zip64=True) as file:
                file.write(content)
    made = bytes(out.kept)
    end = made.rfind(b"PK\x05\x06")
    count, size, start = (int.from_bytes(made[end + a : end + b], "little") for a, b in ((10, 12), (12, 16), (16, 20)))
    record = b"PK\x06\x06" + (44).to_bytes(8, "little") + b"\x2d\x00\x2d\x00" + bytes(8)
    record += count.to_bytes(8, "little") * 2 + size.to_bytes(8, "little") + start.to_bytes(8, "little")
    locator = b"PK\x06\x07" + bytes(4) + end.to_bytes(8, "little") + (1).to_bytes(4, "little")
    short = b"PK\x05\x06" + bytes(4) + b"\xff" * 12 + bytes(2)
    return made[:end] + record + locator + short


def test_6_1_0_0_2_and_14_0_0_0_1_a_thousand_parts_alone_and_the_longer_form_of_a_packed_file():
    many = listed("".join(unit(str(number), "https://outside.example/") for number in range(1_100)))
    _pack, structure = read_package(many.encode())
    assert len(structure.more["cmi5"]["units"]) == 1_100
    assert structure.items[0].href == "", "nothing of it is played"
    long = long_zip({"cmi5.xml": listed(unit()).encode(), "one.html": PAGE})
    assert [one.href for one in read_package(long)[1].items] == ["one.html"]


def test_t69_a_longer_end_that_lies_is_refused():
    long = bytearray(long_zip({"cmi5.xml": listed(unit()).encode(), "one.html": PAGE}))
    record = long.rfind(b"PK\x06\x06")
    for place, value in ((record + 32, 9), (record + 48, 1), (record + 4, 1), (record + 16, 1), (record + 64, 1)):
        lying = bytearray(long)
        lying[place] = value
        with pytest.raises(BadZip):
            Pack(bytes(lying))


TWO = unit() + unit("two", "two.html")
WRONG = {
    "3.0.0.0-1 course": (listed(unit(), key="maker.example/course"), "iri"),
    "3.0.0.0-1 block": (listed(block("a", unit()).replace(f"{MAKER}/block/a", "a b")), "iri"),
    "3.0.0.0-1 au": (listed(unit().replace(f"{MAKER}/au/one", "one")), "iri"),
    "3.0.0.0-1 objective": (listed(unit(), objectives=objective().replace(f"{MAKER}/objective/stop", "/stop")), "iri"),
    "13.1.2.0-1": (listed(block("a", unit()) + block("a", unit("two"))), "twice"),
    "13.1.3.0-1": (listed(unit(), objectives=objective().replace("</objectives>", objective()[12:])), "twice"),
    "13.1.4.0-1": (listed(unit() + unit()), "twice"),
    "13.1.4.0-2": (listed(unit(url="http://maker.example index.html")), "address"),
    "8.1.0.0-6": (listed(unit(url="one.html?endpoint=x")), "query"),
    "14.1.0.0-4": (listed(unit(url="none.html")), "missing"),
    "13.2.0.0-1 order": (listed(unit().replace("<url> one.html </url>", "").replace("<title>", "<url>one.html</url><title>", 1)), "schema"),
    "13.2.0.0-1 namespace": (listed(unit(), space="https://other.example/"), "schema"),
    "13.2.0.0-1 mastery": (listed(unit(more='masteryScore="1.1"')), "schema"),
    "13.1.4 four places": (listed(unit(more='masteryScore="0.12345"')), "schema"),
    "13.2.0.0-1 moveOn": (listed(unit(more='moveOn="Whenever"')), "schema"),
    "13.2.0.0-1 method": (listed(unit(more='launchMethod="Popup"')), "schema"),
    "13.2.0.0-1 attribute": (listed(unit(more='scormtype="sco"')), "schema"),
    "13.2.0.0-1 no langstring": (listed(unit()).replace(words(), "<title/><description/>"), "schema"),
    "13.2.0.0-1 empty block": (listed(block("a", "")), "schema"),
    "13.2.0.0-1 no url": (listed(unit(url="")), "address"),
    "14.1.0.0-4 above": (listed(unit(url="../one.html")), "outside"),
    "t71": ('<!DOCTYPE x [<!ENTITY a "b">]>' + listed(unit()), "xml"),
}  # fmt: skip


@pytest.mark.parametrize(("held", "problem"), WRONG.values(), ids=WRONG)
def test_a_course_that_breaks_a_rule_is_refused_whole(held, problem):
    with pytest.raises(PackageRefusedError) as refused:
        read_package(cmi5(held))
    assert refused.value.problem == problem


@pytest.mark.parametrize("url", ["one.html", "one.html?abc=def", "/one.html", "./one.html", "a/one.html#x"])
def test_14_2_0_0_1_a_list_that_comes_alone_names_full_addresses_only(url):
    with pytest.raises(PackageRefusedError) as refused:
        read_package(listed(unit(url=url)).encode())
    assert refused.value.problem == "alone"


def test_14_1_0_0_1_what_is_no_pack_or_has_no_list_leaves_nothing(world):
    for content in (
        b"PK no",
        b"# words",
        cmi5(listed(unit())).replace(b"cmi5.xml", b"cmi6.xml"),
        cmi5(listed(unit(url="none.html"))),
    ):
        package = sent(content, world.tutor)
        assert (package.status, package.structure, package.content_path) == ("refused", {}, "")
    assert not PackageFile.objects.exists()
    assert Package.objects.count() == 4


def test_13_1_5_what_makers_add_in_a_namespace_of_their_own_is_let_be():
    own = '<x:level xmlns:x="https://maker.example/x" x:of="3">3</x:level></courseStructure>'
    assert read_package(cmi5(listed(TWO).replace("</courseStructure>", own)))[1].kind == "cmi5"
