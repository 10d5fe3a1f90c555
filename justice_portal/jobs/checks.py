"""What must be so before work is taken on: a database that keeps what it confirmed, a broker that forgets nothing."""

from collections.abc import Sequence
from typing import Any

import redis
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

#: Off, each of these loses writes that were confirmed when the machine loses its power (F11).
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


@register(Tags.database)
def database_keeps_what_it_confirmed(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_given: Any
) -> list[CheckMessage]:
    """Tests and demos may trade durability for speed; DEBUG marks them."""
    if settings.DEBUG:
        return []
    return [error for name in databases or [] for error in _forgetful(name)]


def _forgetful(database: str) -> list[CheckMessage]:
    with connections[database].cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off'", [list(DURABLE)])
        off = [name for (name,) in cursor.fetchall()]
    hint = "Turn it on: off, it loses writes that were confirmed."
    return [Error(f"PostgreSQL runs with {name} off.", hint=hint, id="jobs.E001") for name in off]


@register(deploy=True)
def broker_forgets_nothing(app_configs: Sequence[AppConfig] | None, **_given: Any) -> list[CheckMessage]:
    """A broker that evicts loses wakes silently. One that is away is no fault of the settings."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as broker:
            policy = broker.config_get("maxmemory-policy").get("maxmemory-policy")
    except redis.RedisError:
        return []
    if policy in {None, "noeviction"}:
        return []
    hint = "Set maxmemory-policy to noeviction."
    return [Error(f"Redis may forget messages: its policy is {policy}.", hint=hint, id="jobs.E002")]
