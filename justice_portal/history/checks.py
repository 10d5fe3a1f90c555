"""In production the processes sign in as the application: who owns the tables could rewrite the audit log (T97)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db import connection

from justice_portal.history import streams
from justice_portal.servers.shape import APPLICATION


@register(deploy=True)
def the_application_owns_nothing(app_configs: Sequence[AppConfig] | None, **_given: Any) -> list[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(privilege) FROM ("
            " SELECT rolsuper AS privilege FROM pg_roles WHERE rolname = session_user"
            " UNION ALL SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class"
            "  WHERE oid = to_regclass(%s)"
            ") each",
            [streams.AUDIT.table],
        )
        if not cursor.fetchone()[0]:
            return []
    hint = f"Put the role {APPLICATION}, or a member of it, into DATABASE_URL; the owner's is for migrate."
    return [Error("Who signs in at the database could rewrite the audit log.", hint=hint, id="history.E001")]
