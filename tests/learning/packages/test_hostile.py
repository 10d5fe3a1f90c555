"""Hostile packages in full: six bombs, twelve names, three documents in each place for XML, six pictures, a scanner (T69 to T71, T76, T77, T80)."""

import io
import subprocess
import sys
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from justice_portal.keys import uuid7
from learning.packages.models import Package
from tests.justice_portal.files.test_scanning import EICAR, daemon
from tests.learning.packages.hostile import NAMES, bombs, flood, packed_with
from tests.learning.packages.made import ONE, offered, png
from tests.learning.packages.test_importing import content_of, refused, stored_files

__all__ = ["daemon"]
ROOT = Path(__file__).parents[3]
#: Reads each file as the job does, with 256 MB of memory for all there is.
READ = """
import resource, sys, time
from justice_portal.zip_input import BadZip, Pack
resource.setrlimit(resource.RLIMIT_AS, (256 * 2**20,) * 2)
for path in sys.argv[1:]:
    given, start = open(path, "rb").read(), time.process_time()
    try:
        pack = Pack(given)
        print("taken", sum(len(piece) for name in pack.names for piece in pack.pieces(name)))
    except BadZip:
        print("refused", time.process_time() - start < 1)
"""


def test_t69_six_bombs_are_refused_in_a_second_and_little_memory_and_leave_nothing(world, tmp_path):
    made = list(bombs())
    assert len(made) == 6
    paths = [tmp_path / str(number) for number in range(6)]
    for path, (_name, content) in zip(paths, made, strict=True):
        path.write_bytes(content)
    run = subprocess.run([sys.executable, "-c", READ, *paths], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["refused True"] * 6
    for name, content in made:
        assert refused(content, world) == "zip", name
    assert stored_files() == []


def test_t70_twelve_names_refuse_the_whole_package_and_leave_nothing(world):
    assert len(NAMES) == 12
    assert Package.objects.count() == 0
    for name, make in NAMES.items():
        assert refused(bytes(make()), world) == "zip", name
    assert stored_files() == []


DOCUMENTS = {
    "outside": '<!DOCTYPE {0} SYSTEM "http://evil.example/x.dtd">',
    "file": '<!DOCTYPE {0} [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "laughs": '<!DOCTYPE {0} [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
}


def test_t71_three_documents_in_each_place_where_xml_is_read(world):
    """The list of contents refuses the whole; a drawing is left out and named; an ODF file never comes along."""
    for name, start in DOCUMENTS.items():
        listed = ONE.replace("<manifest", start.format("manifest") + "<manifest", 1)
        assert refused(bytes(packed_with(listed=listed)), world) == "xml", name
    drawings = [
        (f"{name}.svg", f'{start.format("svg")}<svg xmlns="http://www.w3.org/2000/svg"/>')
        for name, start in DOCUMENTS.items()
    ]
    package = offered(bytes(packed_with(*drawings, ("letter.odt", b"PK"))), world.tutor)
    left = dict(package.report["left"])
    assert left == {f"{name}.svg": "picture" for name in DOCUMENTS} | {"letter.odt": "type"}


def test_t76_six_pictures_come_without_what_is_no_picture_or_not_at_all(world):
    photo, out, moving = Image.new("RGB", (5_000, 200), "blue"), io.BytesIO(), io.BytesIO()
    exif = photo.getexif()
    exif[0x010E] = "taken at HMP Elsewhere"
    exif.get_ifd(0x8825)[2] = (53.0, 28.0, 0.0)
    photo.save(out, "JPEG", exif=exif, comment=b"<script>1</script>")
    Image.new("P", (30, 30)).save(moving, "GIF", comment=b"*/alert(1)//")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
    given = {
        "place.jpg": out.getvalue(),
        "flood.png": flood(),
        "both.png": png() + b"<script>alert(1)</script>",
        "both.gif": moving.getvalue() + b"<html><script>alert(1)</script>",
        "runs.svg": drawing.format("<script>alert(1)</script>"),
        "loads.svg": drawing.format('<rect onload="alert(1)"/>'),
        "plain.svg": drawing.format('<rect width="9" height="9"/>'),
    }
    package = offered(bytes(packed_with(*given.items())), world.tutor)
    assert {name for name, why in package.report["left"] if why == "picture"} == {"flood.png", "runs.svg", "loads.svg"}
    for name in ("place.jpg", "both.png", "both.gif"):
        kept = content_of(package, name)
        made = Image.open(io.BytesIO(kept))
        assert max(made.size) <= 4_000, name
        assert dict(made.getexif()) == {}, name
        assert not any(word in kept for word in (b"script", b"alert", b"HMP", b"Exif")), name
    assert b"<rect" in content_of(package, "plain.svg")


def test_t77_a_package_with_harm_in_it_is_refused_and_a_clean_one_waits_for_the_scanner(world, browse, daemon):
    client = browse(world.tutor)

    def send(content):
        given = {"key": str(uuid7()), "file": SimpleUploadedFile("a.zip", content)}
        return client.post(reverse("packages:send"), given)

    assert "This file may do harm" in send(bytes(packed_with()) + EICAR).text
    assert not Package.objects.exists()
    assert stored_files() == []
    assert send(bytes(packed_with())).status_code == 302
    assert Package.objects.get().status == "reading"


def test_t80_words_of_a_course_with_rules_are_printed_and_never_run(world, browse):
    from tests.learning.packages.test_course_2004 import course, item, listed

    words = "{{7*7777777}}{% load x %}"
    content = listed(item("a").replace("<title>a<", f"<title>{words}&lt;b&gt;<"))
    package = offered(course(content), world.tutor)
    for who, address in ((world.tutor, package.get_absolute_url()), (world.person, reverse("packages:about", args=[package.pk]))):  # fmt: skip
        page = browse(who).get(address).text
        assert f"{words}&lt;b&gt;" in page
        assert "54444439" not in page
