"""Files that we keep: never half a one, never a name that somebody chose, and sent only as a download.

A file is written under another name, forced to the disk and then renamed, so that it is there whole or not at all. Its
folder says which field keeps its name: the sweeper removes files that no row speaks of (F27).
"""

import errno
import hashlib
import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from justice_portal.downloads import as_download
from justice_portal.errors import DomainError

log = logging.getLogger(__name__)

NAME = re.compile(r"[a-z_]+\.[a-z]+\.[a-z_]+/[0-9a-f]{2}/[0-9a-f]{32}\.[a-z0-9]{1,8}")
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
#: What the system says when there is no room: disk, quota, or the largest file that this process may write.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: A file without a row is given so long to get one: from the rename to the commit of a slow job (F27 allows five minutes).
ORPHAN_AFTER = timedelta(minutes=4)
BATCH = 500


class StorageFull(DomainError):
    """There is no room for the file. Nothing was left behind."""

    def __init__(self) -> None:
        super().__init__(_("There is no room to keep this file now. Please try again later."))


@dataclass(frozen=True)
class StoredFile:
    """A file that is kept. name: what a row keeps of it."""

    name: str
    sha256: str
    size: int

    def __str__(self) -> str:
        return self.name


def store(content: bytes | Iterable[bytes], *, suffix: str, kept_in: str) -> StoredFile:
    """Keep these bytes under a random name.

    kept_in: the field that will hold the name, as "reporting.ProgressReport.path". Put the name there within four
    minutes, or while the job that stores it runs; a file that no row names is removed.
    Raises StorageFull, with nothing left behind, when the disk is full.
    """
    if not SUFFIX.fullmatch(suffix):
        raise ValueError(f"not a suffix: {suffix!r}")
    _keeper(kept_in)
    random = uuid4().hex
    name = f"{kept_in.lower()}/{random[:2]}/{random}{suffix}"
    target = _path(name)
    draft = Path(settings.MEDIA_ROOT) / "drafts" / random
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = _write(draft, [content] if isinstance(content, bytes) else content)
        draft.rename(target)
        _force_folders(target.parent)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull from error
        raise
    finally:
        draft.unlink(missing_ok=True)
    return StoredFile(name, digest, size)


def _write(draft: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with draft.open("xb") as out:
        draft.chmod(0o600)
        for chunk in chunks:
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _force_folders(folder: Path) -> None:
    """A rename is on the disk when its folder is; a new folder when the one above it is."""
    for step in (folder, folder.parent, folder.parent.parent):
        descriptor = os.open(step, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def open_stored(name: str) -> IO[bytes]:
    """The file, for reading; raises FileNotFoundError when it is not there."""
    return _path(name).open("rb")


def delete_stored(name: str) -> None:
    """Remove the file once the transaction that no longer speaks of it is committed."""
    path = _path(name)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise ValueError("not the name of a stored file")
    return Path(settings.MEDIA_ROOT) / name


def _keeper(kept_in: str) -> tuple[type[models.Model], str]:
    """The model and the field of a folder name; raises LookupError or FieldDoesNotExist."""
    label, _dot, field = kept_in.rpartition(".")
    model = apps.get_model(label)
    return model, model._meta.get_field(field).name


def download(name: str, *, title: str, content_type: str) -> FileResponse:
    """The stored file as a download named after title: found, permitted and audited by the caller."""
    response = FileResponse(open_stored(name), content_type=content_type)
    return as_download(response, title=title, suffix=Path(name).suffix)


def sweep_orphans(*, older_than: datetime, changed_since: datetime | None = None) -> int:
    """Remove files, whole or half written, that were made before that moment and that no row names; gives how many.

    changed_since: look only into folders to which a file was added since, which is quick however many files there are.
    """
    root = Path(settings.MEDIA_ROOT)
    limit = older_than.timestamp()
    since = changed_since.timestamp() if changed_since else 0
    drafts = [file for file in root.glob("drafts/*") if _made_before(file, limit)]
    orphans = [file for folder in root.glob("*.*.*") for file in _orphans(folder, limit, since)]
    for file in (*drafts, *orphans):
        file.unlink(missing_ok=True)
    return len(drafts) + len(orphans)


def _orphans(folder: Path, limit: float, since: float) -> Iterator[Path]:
    try:
        model, field = _keeper(folder.name)
    except (LookupError, FieldDoesNotExist):
        log.error("files of a field that is gone: %s", folder.name)
        return
    places = (place for place in folder.iterdir() if not _made_before(place, since))
    old = (file for place in places for file in place.iterdir() if _made_before(file, limit))
    while batch := {str(file.relative_to(folder.parent)): file for file in islice(old, BATCH)}:
        kept = set(model._base_manager.filter(**{f"{field}__in": list(batch)}).values_list(field, flat=True))
        yield from (file for name, file in batch.items() if name not in kept)


def _made_before(file: Path, limit: float) -> bool:
    try:
        return file.stat().st_mtime < limit
    except FileNotFoundError:  # somebody else removed it just now
        return False
