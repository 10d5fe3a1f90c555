"""Sessions in the database, as Django keeps them, read by a statement that is there already."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from justice_portal import clock
from justice_portal.prepared import prepared


@prepared
def live_session(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=clock.now())


class SessionStore(db.SessionStore):
    """What SESSION_ENGINE names."""

    def _get_session_from_db(self) -> Any:
        found = live_session.first(self.session_key)
        if found is None:
            self._session_key = None
        return found
