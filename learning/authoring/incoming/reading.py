"""Bytes from outside as questions: what the bytes are decides, never what the file is called."""

from justice_portal.xml_input import BadXml, read_xml
from justice_portal.zip_input import BadZip, Pack
from learning.authoring.incoming.gift import read_gift
from learning.authoring.incoming.moodle import read_moodle
from learning.authoring.incoming.outcome import FileProblem, FileRefusedError, Found
from learning.authoring.incoming.qti import plain_name
from learning.authoring.incoming.qti_package import read_item, read_package

PACKED = b"PK"
#: Parts of a package that say nothing without the rest of it.
PARTS = {"manifest", "assessmenttest", "assessmentsection"}


def read_file(given: bytes) -> Found:
    """All questions of a file. Raises FileRefusedError."""
    try:
        if given.startswith(PACKED):
            return read_package(Pack(given))
        text = given.removeprefix(b"\xef\xbb\xbf")
        return _read_xml(text) if text.lstrip()[:1] == b"<" else read_gift(_decoded(text))
    except BadZip as error:
        raise FileRefusedError(FileProblem.ZIP) from error
    except BadXml as error:
        raise FileRefusedError(FileProblem.XML) from error


def _read_xml(given: bytes) -> Found:
    root = read_xml(given)
    name, found = plain_name(root), Found()
    if name == "quiz":
        return read_moodle(root)
    if name == "assessmentitem":
        read_item(root, found)
        return found
    raise FileRefusedError(FileProblem.PART if name in PARTS else FileProblem.UNKNOWN)


def _decoded(given: bytes) -> str:
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileRefusedError(FileProblem.UNKNOWN) from error
