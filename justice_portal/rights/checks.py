"""In production something must be able to remove what may be kept no longer: `check --deploy` fails where nothing can (T104)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError

from justice_portal.errors import DomainError


@register(deploy=True)
def something_can_remove(app_configs: Sequence[AppConfig] | None, **_given: Any) -> list[CheckMessage]:
    from justice_portal.rights.purging import database  # noqa: PLC0415

    hint = "Give PURGE_DATABASE_URL to workers and the clock, never to web; run this check with the clock's variables."
    try:
        database()
    except DomainError:
        return [Error("What may be kept no longer can never be removed.", hint=hint, id="rights.E001")]
    except DatabaseError:
        return [Error("The purger cannot sign in at the database.", hint=hint, id="rights.E002")]
    return []
