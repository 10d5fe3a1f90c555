"""What must not be true of a deployment: `manage.py check --deploy` fails on it (T34)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import DatabaseError

from justice_portal.accounts.zones import are_zones_given, networks

#: How keys begin that are written down somewhere.
KNOWN_KEYS = ("only-for-tests", "dev-key", "demo", "django-insecure", "change-me", "changeme", "secret")
SHORTEST_KEY = 50


@checks.register(checks.Tags.security, deploy=True)
def nothing_invented_in_production(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """No demo, no debugging, no key that somebody could look up."""
    found: list[checks.CheckMessage] = []
    if settings.DEBUG:
        found.append(checks.Error("DEBUG is on.", hint="Unset DEBUG.", id="portal.E001"))
    if settings.DEMO:
        found.append(checks.Error("DEMO is on: passphrases are printed.", hint="Unset DEMO.", id="portal.E002"))
    if settings.DEVICE_PROOF != "certificate":
        found.append(
            checks.Error("A cookie stands for a tablet's certificate.", hint="Unset DEVICE_PROOF.", id="portal.E007")
        )
    keys = [settings.SECRET_KEY, *settings.FIELD_KEYS]
    if any(key.lower().startswith(KNOWN_KEYS) or len(key) < SHORTEST_KEY for key in keys):
        found.append(
            checks.Error(
                "A key is short or known.",
                hint=f"Give SECRET_KEY and FIELD_KEYS random values of {SHORTEST_KEY} letters or more.",
                id="portal.E003",
            )
        )
    if settings.SECRET_KEY in settings.FIELD_KEYS:
        found.append(checks.Warning("FIELD_KEYS is the SECRET_KEY.", hint="Give each its own value.", id="portal.W004"))
    return [*found, *_zones(), *_what_the_database_holds()]


def _zones() -> list[checks.CheckMessage]:
    """Staff doors shut to tablets, and an administration with a network of its own (T29, T30)."""
    try:
        for written in (settings.TABLET_NETWORKS, settings.ADMIN_NETWORKS):
            networks(tuple(written))
    except ValueError as error:
        return [checks.Error(f"A zone is no network: {error}", hint="Write 10.20.0.0/16.", id="portal.E008")]
    if are_zones_given():
        return []
    hint = "Set TABLET_NETWORKS or TABLET_HOSTS, and ADMIN_NETWORKS or ADMIN_HOSTS."
    return [checks.Warning("Tablets reach the staff door and the administration.", hint=hint, id="portal.W007")]


def _what_the_database_holds() -> list[checks.CheckMessage]:
    from justice_portal.accounts.demo_models import DemoAccount, DemoMark  # noqa: PLC0415

    try:
        if DemoMark.objects.exists() or DemoAccount.objects.exists():
            return [
                checks.Error(
                    "The database is a demo.", hint="Start with an empty one: never clean a demo.", id="portal.E005"
                )
            ]
    except DatabaseError:
        return [
            checks.Warning("The database could not be read, so demo accounts were not looked for.", id="portal.W006")
        ]
    return []
