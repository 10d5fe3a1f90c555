"""T100: a stolen backup says nothing. F24: a backup brings everything back, and a drill proves it."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from justice_portal.audit.models import AuditEvent
from justice_portal.backups import making
from justice_portal.backups.making import DATABASE, FILES, PROOF
from justice_portal.backups.sealed_file import PIECE, CannotOpen, new_key, seal, unseal
from tests.factories import PersonFactory

CANARY = "Zyxcanary"


def sealed(content, recipient):
    out = io.BytesIO()
    seal([content[:10], content[10:]], out, recipient=recipient)
    return out.getvalue()


def opened(box, key):
    return b"".join(unseal(io.BytesIO(box), key=key))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_t100_what_was_sealed_comes_back_to_the_holder_of_the_key_only(size):
    key, recipient = new_key()
    content = (CANARY * size)[:size].encode()
    box = sealed(content, recipient)
    assert opened(box, key) == content
    assert not size > len(CANARY) or CANARY.encode() not in box
    with pytest.raises(CannotOpen):
        opened(box, new_key()[0])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda box: box[:-1],
        lambda box: box[: len(box) - len(box) % 997 - 997],
        lambda box: box[:60_000] + b"x" + box[60_001:],
        lambda box: box + b"x",
        lambda box: box[: 56 + PIECE + 16],  # exactly the first piece, as if it were all
        lambda box: b"another" + box[7:],
    ],
)
def test_t100_a_file_that_was_cut_or_changed_does_not_open(spoil):
    key, recipient = new_key()
    with pytest.raises(CannotOpen):
        opened(spoil(sealed(b"v" * 3 * PIECE, recipient)), key)


@pytest.fixture
def backup(transactional_db, settings, tmp_path):
    """A backup of a database with one known person and one file in it; with the file that holds its key."""
    PersonFactory(family_name=CANARY)
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "report.txt").write_text(CANARY)
    said = io.StringIO()
    call_command("backup_key", tmp_path / "key", stdout=said)
    settings.BACKUP_RECIPIENT = said.getvalue().strip().partition("=")[2]
    call_command("backup", tmp_path / "backups", stdout=io.StringIO())
    (made,) = (tmp_path / "backups").iterdir()
    return made, tmp_path / "key"


def test_f24_t100_a_backup_brings_everything_back_and_tells_a_thief_nothing(backup, tmp_path):
    made, key = backup
    assert {path.name for path in made.iterdir()} == {PROOF, DATABASE, FILES}
    for path in made.iterdir():
        assert path.stat().st_mode & 0o077 == 0
        assert CANARY.encode() not in path.read_bytes()
    said = io.StringIO()
    call_command("restore_drill", made, key=key, stdout=said)
    assert re.search(r"[0-9]+ tables with [0-9,]+ rows came back as they were, in [0-9.]+ s\.", said.getvalue())
    drilled = AuditEvent.objects.get(event="backup.drilled")
    assert drilled.facts["rows"] > 100
    call_command("backup_key", tmp_path / "another", stdout=io.StringIO())
    with pytest.raises(CommandError, match="The key is another's"):
        call_command("restore_drill", made, key=tmp_path / "another", stdout=io.StringIO())


@pytest.mark.proof
def test_f24_a_drill_finds_what_a_backup_does_not_bring_back(backup, monkeypatch):
    """As if one row had been lost on the way."""
    made, key = backup
    restore = making._restore

    def lossy(folder, words, name):
        restore(folder, words, name)
        with making._line(name) as cursor:
            cursor.execute("DELETE FROM justice_portal_person")

    monkeypatch.setattr(making, "_restore", lossy)
    with pytest.raises(CommandError, match="justice_portal_person: 1 rows then, 0 now"):
        call_command("restore_drill", made, key=key, stdout=io.StringIO())


def test_without_a_recipient_there_is_no_backup(settings, tmp_path):
    settings.BACKUP_RECIPIENT = ""
    with pytest.raises(CommandError, match="BACKUP_RECIPIENT"):
        call_command("backup", tmp_path)
    assert not any(tmp_path.iterdir())
