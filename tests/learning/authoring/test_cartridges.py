"""Common Cartridge in each of its versions, 1.1 to 1.3: the same parts, under other names."""

import io
import zipfile

import pytest

from learning.authoring.incoming.reading import read_file
from tests.learning.authoring.packs import cartridge, packed

MORE = b'<resource identifier="x" type="associatedcontent/imscc_xmlv1p1/learning-application-resource"><file href="x.bin"/></resource></resources>'


@pytest.mark.parametrize("version", ["1", "2", "3"])
def test_each_version_gives_the_same_and_what_it_adds_is_let_be(version):
    files = {}
    with zipfile.ZipFile(io.BytesIO(cartridge())) as pack:
        for name in pack.namelist():
            content = pack.read(name).replace(b"imsccv1p2", b"imsccv1p" + version.encode())
            for kind in (b"imscc_xmlv1p", b"imsdt_xmlv1p", b"imswl_xmlv1p"):
                content = content.replace(kind + b"2", kind + version.encode())
            files[name] = content.replace(b"</resources>", MORE)
    assert f"imsccv1p{version}".encode() in files["imsmanifest.xml"]
    found = read_file(packed({**files, "x.bin": b"x"}))
    assert [one["kind"] for one in found.questions] == ["single", "multiple", "short", "long"]
    assert found.lesson_names == ["Part 1", "Part 2"]
    assert found.links == ["https://evil.example/", "http://evil.example/l", "http://evil.example/lti"]
