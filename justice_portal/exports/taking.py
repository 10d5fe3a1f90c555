"""May these rows be taken out now (T12)? Up to fifty, by who may see them; more, when a second person agreed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.changes.models import PendingChange
from justice_portal.exports.recipients import Recipient
from justice_portal.grants import Permission

KIND = "export.large"
#: So many rows anybody takes who may see them.
MOST_ALONE = 50
#: What was agreed to is taken in this time, or asked for again.
HOLDS_FOR = timedelta(hours=24)
SALT = "justice_portal.exports"


@dataclass(frozen=True)
class Export:
    """What is taken: the name of its page, what narrows it, how many rows, and the address where it is taken."""

    name: str
    wanted: dict[str, str]
    rows: int
    address: str

    @property
    def same(self) -> dict[str, Any]:
        """What must be the same as what was agreed to."""
        return {"export": self.name, "wanted": self.wanted}

    def sealed(self, reader: Any) -> str:
        """For a form of this reader, who cannot alter it."""
        return signing.dumps({"by": str(reader.pk), **self.same, "rows": self.rows, "address": self.address}, salt=SALT)

    @classmethod
    def opened(cls, text: str, reader: Any) -> "Export":
        """Raises BadSignature for what was altered, is somebody else's or is older than a day."""
        data = signing.loads(text, salt=SALT, max_age=HOLDS_FOR)
        if data["by"] != str(reader.pk):
            raise signing.BadSignature
        return cls(data["export"], data["wanted"], data["rows"], data["address"])


@dataclass(frozen=True)
class Taking:
    """Rows that may be taken, for whom, and by which agreement: for the log and for the mark on the file."""

    reader: Any
    recipient: str = Recipient.SELF
    agreed: UUID | None = None

    @property
    def facts(self) -> dict[str, Any]:
        return {"recipient": self.recipient, **({"agreed": self.agreed} if self.agreed else {})}

    @property
    def mark(self) -> str:
        """Who took it, when and for whom: stands on what is taken (T108)."""
        given = {"name": self.reader.name, "when": moment(), "whom": Recipient(self.recipient).label}
        return _("Taken by %(name)s, %(when)s. For: %(whom)s") % given


def moment() -> str:
    return date_format(clock.now().astimezone(clock.LONDON), "j F Y, H:i")


def taking(reader: Any, export: Export) -> Taking | None:
    """How these rows are taken; None when a second person must agree first."""
    if export.rows <= MOST_ALONE:
        return Taking(reader)
    agreed = PendingChange.objects.filter(
        kind=KIND,
        asked_by=reader,
        status=PendingChange.Status.APPROVED,
        decided_at__gte=clock.now() - HOLDS_FOR,
        data__export=export.name,
        data__wanted=export.wanted,  # the same to the letter: what was narrowed opens nothing that is wider
        data__rows__gte=export.rows,
    ).first()
    if agreed is None or not reader.holds(Permission.EXPORT_LARGE):
        return None
    return Taking(reader, agreed.data["recipient"], agreed.pk)


def ask_first(request: HttpRequest, export: Export, form: Any = None) -> HttpResponse:
    """The page that asks for a second person."""
    from justice_portal.exports.forms import AskForm  # noqa: PLC0415 - the form opens what this file seals

    form = form or AskForm(initial={"what": export.sealed(request.user)}, reader=request.user)
    context = {"form": form, "rows": export.rows, "most": MOST_ALONE}
    return render(request, "exports/ask.html", context, status=409)
