"""The four readers of settings that differ between deployments. Each names the variable that is missing or wrong.

A secret may stand in a file instead, so that no list of processes and no dump of an environment shows it: NAME_FILE names
the file, as container platforms mount them.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def env(name: str, default: str | None = None) -> str:
    """The variable's text, or that of its file; raises ImproperlyConfigured when there is neither and no default."""
    value = _given(name)
    if value is None:
        value = default
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def _given(name: str) -> str | None:
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name)
    if name in os.environ:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    try:
        return Path(file).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"The file that {name}_FILE names cannot be read: {error.strerror}.") from None


def env_bool(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def env_int(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def env_list(name: str, default: str = "") -> list[str]:
    """Words between commas."""
    return [word.strip() for word in env(name, default).split(",") if word.strip()]


#: Of each connection. Queries are short and have many branches: to compile one (jit) takes longer than to run it.
DATABASE_OPTIONS = {
    "connect_timeout": 3,
    "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c jit=off",
}


def database_from_url(url: str) -> dict[str, object]:
    """postgres://user:password@host:port/name?host=/folder for a unix socket; other query parts are options."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": query.pop("port", "") or str(parts.port or ""),
        "OPTIONS": {**DATABASE_OPTIONS, **query},
    }


def broker_from_url(url: str) -> str:
    """The same Redis in Celery's words, which are different for a unix socket: unix:///path?db=1."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    return f"redis+socket://{parts.path}?virtual_host={dict(parse_qsl(parts.query)).get('db', '0')}"


def beside(address: str, name: str) -> str:
    """The origin of another host of the same site: packages.portal.example beside portal.example.

    A machine without a name of its own, as that of a demo, is called localhost: each name under it leads to itself.
    """
    parts = urlsplit(address)
    host = parts.hostname or "localhost"
    if host in {"localhost", "0.0.0.0"} or host.startswith("127."):  # noqa: S104
        host = "localhost"
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{name}.{host}{port}"
