"""The ZIP of a wing's reports."""

import zipfile
from collections.abc import Iterator
from io import BytesIO, UnsupportedOperation
from typing import Any

from justice_portal.files import open_stored
from reporting.progress.models import WingReport

#: Every entry bears this date, so that equal reports give equal bytes.
MOMENT = (2020, 1, 1, 0, 0, 0)


def zip_of(batch: WingReport, reader: Any) -> Iterator[bytes]:
    """The ready files of the run, one entry a report, piece by piece. Names are numbers and references, never people's."""
    reports = batch.reports.visible_to(reader).order_by("person__family_name", "person__given_name", "pk")
    sink = _Pieces()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as pack:
        for number, report in enumerate(_files(reports), start=1):
            with open_stored(report.path) as file:
                info = zipfile.ZipInfo(f"{number:03d}-report-{str(report.pk)[-8:]}.pdf", MOMENT)
                pack.writestr(info, file.read())
            yield sink.take()
    yield sink.take()


def _files(reports: Any) -> Iterator[Any]:
    """Each report with a file: its own, or that of the earlier report that says the same."""
    for report in reports.select_related("same_as"):
        kept = report if report.is_ready else report.same_as
        if kept is not None and kept.is_ready:
            yield kept


class _Pieces(BytesIO):
    """A file that zipfile writes to and that gives away what it has: the pack never lies in memory as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._given = 0

    def tell(self) -> int:
        return self._given + super().tell()

    def seekable(self) -> bool:
        return False

    def seek(self, *_where: int) -> int:
        raise UnsupportedOperation  # so zipfile writes sizes after each file, and never goes back

    def take(self) -> bytes:
        content = self.getvalue()
        self._given += len(content)
        super().seek(0)
        self.truncate()
        return content
