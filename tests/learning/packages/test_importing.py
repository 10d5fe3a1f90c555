"""Packages from other programs: taken whole and made harmless, or refused whole with the reason (T69 to T77, T80)."""

import io
import socket
import struct
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from justice_portal.files import open_stored
from justice_portal.jobs.running import run_job
from justice_portal.keys import uuid7
from justice_portal.models import AuditEvent
from justice_portal.scanning import Clamd
from learning.packages import actions
from learning.packages.models import Package, PackageFile
from tests.learning.packages.made import (
    FILES,
    ONE,
    ONE_ITEM,
    PAGE,
    item,
    manifest,
    packed,
    png,
    resource,
    scorm_12,
    sent,
)
from tests.learning.pages import words


def content_of(package, name):
    row = package.files.get(name=name)
    with open_stored(package.content_path) as file:
        file.seek(row.offset)
        return file.read(row.size)


def stored_files():
    """All but the packed files themselves, which go when the transaction ends."""
    kept = (path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file())
    return [path for path in kept if "learning.package.path" not in str(path)]


def refused(content, world):
    package = sent(content, world.tutor)
    assert (package.status, package.content_path, package.structure) == ("refused", "", {})
    assert not PackageFile.objects.filter(package=package).exists()
    return package.problem


def test_a_tutor_sends_a_package_twice_reads_the_report_and_offers_it(world, browse):
    client = browse(world.tutor)
    for _twice in range(2):
        upload = SimpleUploadedFile("../../bikes\u202egpj.zip", scorm_12(**{"run.exe": b"MZ"}))
        answer = client.post(reverse("packages:send"), {"key": "0190f9a0-0000-7000-8000-000000000001", "file": upload})
    package = Package.objects.get()
    assert answer.url == package.get_absolute_url()
    assert "queue" in words(client.get(answer.url))
    assert run_job(package.job_id) == "done"
    page = client.get(answer.url)
    said = words(page)
    for part in (
        "Mend a bike", "SCORM 1.2, 4 files", "https://evil.example/a", "Taken out", "https://evil.example/home",
        "Named in a script", "run.exe", "We do not show files of this kind.", "Nobody looked for viruses",
    ):  # fmt: skip
        assert part in said, part
    assert "\u202e" not in page.content.decode()
    assert 'href="http' not in page.content.decode()
    client.post(reverse("packages:offer", args=[package.pk]))
    package.refresh_from_db()
    assert (package.status, package.looked_by) == ("offered", world.tutor)
    client.post(reverse("packages:retire", args=[package.pk]))
    assert list(AuditEvent.objects.filter(event__startswith="package.").order_by("at").values_list("event", flat=True)) == [
        "package.sent", "package.read", "package.offered", "package.retired",
    ]  # fmt: skip
    assert client.get(reverse("packages:list")).status_code == 200
    assert package.path == "", "the packed file goes once it is read"


def test_a_package_keeps_its_parts_with_their_data_and_none_of_the_ways_out(world):
    nested = item("unit", "", "Unit", more=item("part-2", "r2", "Wheels"))
    listed = manifest(ONE_ITEM + nested, resource("r1", "index.html") + resource("r2", "two%20b.html?x=1#p", "asset"))
    package = sent(scorm_12(listed, **{"two b.html": b"<p>Two</p>", "imscp.xsd": b"<x/>"}), world.tutor)
    first, unit, second = package.structure["items"]
    assert first == {
        "id": "part-1", "title": "Bikes", "parent": "", "href": "index.html?from=lms", "tells_us": True, "is_shown": True,
        "launch_data": "lights=on", "mastery": "80", "most_time": "", "time_action": "",
    }  # fmt: skip
    assert (unit["href"], second["parent"], second["href"], second["tells_us"]) == (
        "",
        "unit",
        "two%20b.html?x=1#p",
        False,
    )
    page = content_of(package, "index.html")
    assert b"evil.example" not in page
    assert b"<a href='#'>More</a>" in page
    assert content_of(package, "page.js") == FILES["page.js"]
    assert not package.files.filter(name="imscp.xsd").exists()


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"index.html": PAGE}, "no_list"),
        ({"imsmanifest.xml": ONE.replace(">1.2<", ">9.9<"), "index.html": PAGE}, "kind"),
        ({"imsmanifest.xml": manifest("", resource("r1", "index.html")), "index.html": PAGE}, "empty"),
        ({"imsmanifest.xml": ONE, "page.js": b""}, "missing"),
        ({"imsmanifest.xml": ONE.replace("index.html", "index.exe"), "index.exe": b"MZ"}, "type"),
        (
            {"imsmanifest.xml": manifest(ONE_ITEM + ONE_ITEM, resource("r1", "index.html")), "index.html": PAGE},
            "strange",
        ),
        ({"imsmanifest.xml": ONE.replace('identifier="part-1"', ""), "index.html": PAGE}, "strange"),
        ({"imsmanifest.xml": "not xml", "index.html": PAGE}, "xml"),
    ],
)
def test_what_cannot_be_played_is_refused_with_the_reason(world, files, problem):
    assert refused(packed(files), world) == problem


def test_t69_a_package_that_lies_about_its_size_leaves_nothing_behind(world):
    bomb = scorm_12(**{"film.mp4": b"\0" * 60_000_000})
    assert refused(bomb, world) == "zip"
    lying = bytearray(scorm_12(**{"film.mp4": bytes(range(256)) * 4000}))
    name = b"film.mp4"
    listed = lying.rfind(name) - 46
    lying[listed + 24 : listed + 28] = struct.pack("<I", 10)
    assert refused(bytes(lying), world) == "zip"
    assert stored_files() == []


@pytest.mark.parametrize("name", ["../up.html", "/etc/x.html", "a\\b.html", "C:x.html", "INDEX.HTML"])
def test_t70_hostile_names_refuse_the_whole_package(world, name):
    assert refused(scorm_12(**{name: b"x"}), world) == "zip"


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE m SYSTEM "http://evil.example/m.dtd">',
        '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE m [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
    ],
)
def test_t71_a_list_of_contents_that_speaks_of_other_files_is_refused(world, start):
    assert refused(scorm_12(ONE.replace("<manifest", f"{start}<manifest", 1)), world) == "xml"


def test_t74_nothing_that_a_package_names_outside_is_fetched(world, monkeypatch):
    real = socket.socket.connect
    asked = []

    def connect(self, where):
        if self.family != socket.AF_UNIX:
            asked.append(where)
        return real(self, where)

    package = actions.send_package(Package, key=uuid7(), name="x", content=b"", by=world.tutor)
    Package.objects.filter(pk=package.pk).delete()
    monkeypatch.setattr(socket.socket, "connect", connect)
    away = ONE.replace('xmlns="', 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://evil.example/ http://evil.example/a.xsd" xmlns="', 1)  # fmt: skip
    assert sent(scorm_12(away), world.tutor).status == "ready"
    assert refused(scorm_12(ONE.replace("index.html", "http://evil.example/index.html")), world) == "outside"
    assert refused(scorm_12(ONE.replace("<resources>", '<resources xml:base="//evil.example/">')), world) == "outside"
    assert refused(scorm_12(ONE.replace("index.html", "../../etc/passwd")), world) == "outside"
    assert [one for one in asked if one[0] == "evil.example"] == []


def test_t75_every_way_of_writing_an_address_outside_is_taken_out_or_named(world):
    page = (
        b"<base href='//evil.example/'><META HTTP-EQUIV=refresh content='0;url=http://evil.example/r'>"
        b"<form action=\"HTTPS://evil.example/f\"><a HREF = http://evil.example/u>x</a><a href='mailto:a@evil.example'>m</a>"
        b"<img srcset='a.png 1x, //evil.example/s.png 2x'><body background='\\\\evil.example\\b'>"
        b"<style>b{background:url( 'http://evil.example/c.png')}</style><use xlink:href='https://evil.example/x.svg'/>"
    )
    sheet = b"@import '//evil.example/i.css'; a{background:url(https://evil.example/u.png)}"
    utf16 = "<a href='http://evil.example/w'>x</a>".encode("utf-16")
    package = sent(scorm_12(**{"index.html": page, "a.css": sheet, "w.html": utf16}), world.tutor)
    for name in ("index.html", "a.css", "w.html"):
        assert b"evil.example" not in content_of(package, name), name
    assert len([one for one in package.report["links"] if one[2] == "out"]) == 12, package.report["links"]


def test_t76_pictures_are_made_anew_and_what_is_none_is_left_out(world):
    out = io.BytesIO()
    photo = Image.new("RGB", (5000, 100), "blue")
    exif = photo.getexif()
    exif[0x010E] = "where the photo was taken"
    photo.save(out, "JPEG", exif=exif)
    flood = bytearray(png())
    flood[16:24] = struct.pack(">II", 60_000, 60_000)
    given = {"a.jpg": out.getvalue(), "b.png": bytes(flood), "c.png": b"<svg xmlns='x'><script>1</script></svg>"}
    package = sent(scorm_12(**given, **{"d.gif": png()}), world.tutor)
    made = Image.open(io.BytesIO(content_of(package, "a.jpg")))
    assert (made.size, dict(made.getexif())) == ((4000, 80), {})
    assert {name for name, why in package.report["left"] if why == "picture"} == {"b.png", "c.png", "d.gif"}


def test_t77_a_package_is_shown_to_the_scanner_before_any_of_it_is_kept(world, browse, monkeypatch):
    """The rule of every upload (justice_portal/scanning.py) holds here too: down or found, nothing is kept."""
    monkeypatch.setattr("justice_portal.scanning.scanner", lambda: Clamd("127.0.0.1:1"))
    given = {"key": str(uuid7()), "file": SimpleUploadedFile("a.zip", scorm_12())}
    answer = browse(world.tutor).post(reverse("packages:send"), given)
    assert answer.status_code == 422
    assert "We cannot check this file now" in words(answer)
    assert not Package.objects.exists()
    assert [path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_t80_words_of_a_package_are_printed_and_never_run(world, browse):
    package = sent(scorm_12(ONE.replace("Mend a bike", "{{7*7}}{% load x %}&lt;b&gt;")), world.tutor)
    page = browse(world.tutor).get(package.get_absolute_url()).content.decode()
    assert "{{7*7}}{% load x %}&lt;b&gt;" in page
