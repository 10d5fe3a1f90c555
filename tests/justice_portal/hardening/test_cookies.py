"""What the settings of production say of cookies and of https: read as production reads them."""

import json
import os
import subprocess
import sys

import pytest

from justice_portal.servers.places import CHECKOUT

ASK = """
import django, json; django.setup()
from django.conf import settings
names = %r
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""
NAMES = (
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "DEBUG", "DEMO", "SESSION_ENGINE",
)  # fmt: skip


@pytest.fixture(scope="module")
def production():
    env = {
        **os.environ,
        "SITE_URL": "https://portal.example",
        "DJANGO_SETTINGS_MODULE": "justice_portal.settings",
        "DEBUG": "0",
        "DEMO": "0",
    }
    command = [sys.executable, "-c", ASK % (NAMES,)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=CHECKOUT, env=env)
    return json.loads(done.stdout.splitlines()[-1])


def test_cookies_belong_to_one_host_by_https_alone(production):
    """V3.3.1 to V3.3.4."""
    for kind in ("SESSION", "CSRF"):
        assert production[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert production[f"{kind}_COOKIE_SECURE"] is True
        assert production[f"{kind}_COOKIE_HTTPONLY"] is True
        assert production[f"{kind}_COOKIE_SAMESITE"] in {"Lax", "Strict"}
        assert production[f"{kind}_COOKIE_DOMAIN"] is None


def test_browsers_are_told_to_come_by_https_for_a_year(production):
    """V3.4.1."""
    assert production["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_production_shows_no_insides(production):
    """V13.4.2."""
    assert production["DEBUG"] is False
    assert production["DEMO"] is False


def test_a_session_is_a_name_for_a_row_and_new_each_time(world, browse):
    """V7.2.1 to V7.2.3: 32 letters of 36, which no two sessions share; what a session means is in the database."""
    names = {browse(world.key_worker).session.session_key for _ in range(20)}
    assert len(names) == 20
    assert all(len(name) == 32 for name in names)
