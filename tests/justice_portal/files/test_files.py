"""Files that are kept: whole or not at all, under names that nobody chose, sent to be saved and never run."""

import os
import re
import resource
from datetime import timedelta

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction

from justice_portal import clock
from justice_portal.downloads import file_name
from justice_portal.errors import DomainError
from justice_portal.files import StorageFull, delete_stored, download, open_stored, store, sweep_orphans
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
KEPT_IN = "justice_portal.User.name"


def keep(content=b"hello", **given):
    return store(content, suffix=".pdf", kept_in=KEPT_IN, **given)


def read(name):
    with open_stored(name) as file:
        return file.read()


def everything(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_stored_is_there_whole_under_a_random_name(settings):
    kept, other = keep(), keep([b"hel", b"lo"])
    assert read(kept.name) == read(other.name) == b"hello"
    assert kept.sha256 == other.sha256
    assert kept.size == 5
    assert kept.name != other.name
    assert re.fullmatch(r"justice_portal\.user\.name/[0-9a-f]{2}/[0-9a-f]{32}\.pdf", kept.name)
    assert all(path.stat().st_mode & 0o077 == 0 for path in everything(settings.MEDIA_ROOT))


def test_a_source_that_breaks_leaves_nothing(settings):
    def source():
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keep(source())
    assert everything(settings.MEDIA_ROOT) == []


@pytest.fixture
def no_room():
    """The system refuses files of more than 1 kB, as it does when a disk or a quota is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_nothing_is_left_and_the_error_is_a_plain_sentence(settings, no_room):
    """F13."""
    with pytest.raises(StorageFull, match="no room") as raised:
        keep(b"x" * 4096)
    assert isinstance(raised.value, DomainError)
    assert everything(settings.MEDIA_ROOT) == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a", "justice_portal.user.name/00/../../x.pdf", ""]
)
def test_only_names_that_store_gave_are_opened(name):
    with pytest.raises(ValueError, match="not the name"):
        open_stored(name)


@pytest.mark.parametrize("suffix", ["pdf", ".PDF", ".tar.gz", "./x", ""])
def test_only_plain_suffixes(suffix):
    with pytest.raises(ValueError, match="suffix"):
        store(b"", suffix=suffix, kept_in=KEPT_IN)


def test_a_file_says_which_field_keeps_its_name():
    with pytest.raises(FieldDoesNotExist):
        store(b"", suffix=".pdf", kept_in="justice_portal.User.nothing")
    with pytest.raises(LookupError):
        store(b"", suffix=".pdf", kept_in="nowhere.User.name")


def test_a_file_goes_when_its_row_has_gone_for_good(django_capture_on_commit_callbacks):
    kept = keep()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        delete_stored(kept.name)
        assert read(kept.name)
    with pytest.raises(FileNotFoundError):
        open_stored(kept.name)


def test_the_sweeper_removes_old_files_without_a_row_and_no_others(settings):
    """F27."""
    kept, orphan, young = keep(), keep(), keep()
    UserFactory(name=kept.name)
    draft = settings.MEDIA_ROOT / "drafts" / "half"
    draft.write_bytes(b"half")
    (settings.MEDIA_ROOT / "somebody.elses.folder" / "aa").mkdir(parents=True)
    foreign = settings.MEDIA_ROOT / "somebody.elses.folder" / "aa" / "x.pdf"
    foreign.write_bytes(b"?")
    old = (clock.now() - timedelta(minutes=10)).timestamp()
    for path in (settings.MEDIA_ROOT / kept.name, settings.MEDIA_ROOT / orphan.name, draft, foreign):
        os.utime(path, (old, old))
    assert sweep_orphans(older_than=clock.now() - timedelta(minutes=4)) == 2
    assert everything(settings.MEDIA_ROOT) == sorted(
        [settings.MEDIA_ROOT / kept.name, settings.MEDIA_ROOT / young.name, foreign]
    )


def test_a_quick_sweep_looks_where_something_was_added_lately(settings):
    orphan = keep()
    path = settings.MEDIA_ROOT / orphan.name
    for one, age in ((path, 10), (path.parent, 120)):
        moment = (clock.now() - timedelta(minutes=age)).timestamp()
        os.utime(one, (moment, moment))
    lately, limit = clock.now() - timedelta(hours=1), clock.now() - timedelta(minutes=4)
    assert sweep_orphans(older_than=limit, changed_since=lately) == 0
    assert sweep_orphans(older_than=limit) == 1


NAMES = [
    "Report\r\nSet-Cookie: a=b",
    "report\u202efdp.exe",
    "../../etc/passwd",
    "C:\\Windows\\system32",
    "a" * 5000,
    "x.exe",
    "\x00null",
    'quo"te; filename="evil.exe',
    "＂wide＂／slash",
    "\u200bhidden\u200d\ufe0f\U000e0041",
    "CON",
    "...",
    "",
    "Siân Llŷr 報告",
    "-rf ~/*|rm; $(id) `id` %0d%0a",
]


@pytest.mark.parametrize("title", NAMES)
def test_download_names_are_safe_on_one_line(title):
    """T78."""
    kept = keep()
    response = download(kept.name, title=title, content_type="application/pdf")
    header = response.headers["Content-Disposition"]
    name = file_name(title, ".pdf")
    assert re.fullmatch(r"attachment; filename=\"[\x20-\x7e]+\.pdf\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+\.pdf", header)
    assert header.count('"') == 2
    assert len(header) < 700
    assert name.count(".") == 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069/\\:;\"'<>|*?$`~%]", name)
    assert not name.startswith((".", "-", " "))
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL"}
    response.close()


def test_a_download_is_saved_and_never_run():
    kept = keep(b"<script>alert(1)</script>")
    response = download(kept.name, title="Report", content_type="application/pdf")
    assert b"".join(response) == b"<script>alert(1)</script>"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-store"
    response.close()
