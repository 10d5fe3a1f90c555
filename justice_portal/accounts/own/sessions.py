"""The sessions of one user. A session is a row that names its user inside: each is opened to see whose it is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from justice_portal import clock
from justice_portal.accounts.models import Door, User
from justice_portal.accounts.sessions import BEGAN_AT, DOOR, SEEN_AT


@dataclass(frozen=True)
class Own:
    """A session of the reader: since when, last seen, by which door, and whether it is the one that asks."""

    key: str
    began_at: datetime | None
    seen_at: datetime | None
    door: str
    is_this: bool


def sessions_of(user: User, this: str | None) -> list[Own]:
    """The live sessions of user, this one first, then the newest.

    Read only when somebody looks or ends them: every live session is opened, so the cost grows with the people who are
    signed in, and not with time.
    """
    live = Session.objects.filter(expire_date__gt=clock.now()).iterator(chunk_size=500)
    found = [_own(row, data, this) for row in live if (data := row.get_decoded()).get(SESSION_KEY) == str(user.pk)]
    return sorted(found, key=lambda one: (not one.is_this, -(one.began_at.timestamp() if one.began_at else 0)))


def end_others(user: User, this: str | None) -> int:
    """End every session of user but this one; how many there were."""
    keys = [one.key for one in sessions_of(user, this) if not one.is_this]
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def _own(row: Session, data: dict[str, Any], this: str | None) -> Own:
    return Own(
        key=row.session_key,
        began_at=_moment(data.get(BEGAN_AT)),
        seen_at=_moment(data.get(SEEN_AT)),
        door=str(Door(data[DOOR]).label) if data.get(DOOR) in Door.values else "",
        is_this=row.session_key == this,
    )


def _moment(stamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None
