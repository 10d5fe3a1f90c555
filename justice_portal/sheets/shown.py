"""Which sheet a room's rows were typed in from, for the room's own pages: "From your sheet, typed by …"."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from justice_portal.sheets.models import Sheet


def sheet_of(user: Any, *made: UUID) -> Sheet | None:
    """The sheet that these rows came from, where the reader may see it. One query."""
    return _typed(user, made).first()


def sheets_of(user: Any, made: Iterable[UUID]) -> dict[UUID, Sheet]:
    """The same for the rows of a list, by key. One query."""
    return {key: sheet for sheet in _typed(user, list(made)) for key in sheet.made}


def _typed(user: Any, made: Iterable[UUID]) -> Any:
    rows = Sheet.objects.visible_to(user).filter(status=Sheet.Status.TYPED, made__overlap=list(made))
    return rows.select_related("typed_by", "person").order_by("-typed_at")
