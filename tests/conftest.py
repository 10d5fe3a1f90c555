"""Fixtures that every test may use. Servers come from tests/servers_plugin.py."""

import logging
import os

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.browser import assets, chromium
from tests.database_role import as_the_application
from tests.migrated import migrated_database
from tests.signing_in import sign_in
from tests.strict_templates import Loud
from tests.world import build_world

__all__ = ["assets", "chromium"]  # fixtures of every folder

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # live_server beside playwright's own loop

logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals are what many tests are about


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests have the rights that the product has in production, and no more."""
    with django_db_blocker.unblock(), as_the_application():
        yield


@pytest.fixture(autouse=True)
def _tests_are_no_deployment(settings, tmp_path):
    """Files go to a folder of the test, passphrases are hashed cheaply, static names need no manifest,
    tablets hold a key in a cookie."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path  # empty: live_server finds static files by itself
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True  # a static file is looked for when asked, not all at each client
    settings.DEVICE_PROOF = "cookie"
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]


@pytest.fixture(autouse=True)
def _paper_takes_its_time(monkeypatch):
    """Two cores that run every check at once are busier than a server: what must end in 15 s has tests that say so."""
    monkeypatch.setattr("justice_portal.pdf.render.SECONDS", 60)


@pytest.fixture(autouse=True)
def _templates_name_only_what_is_there(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Loud("%s"))


@pytest.fixture
def world(db):
    return build_world()


@pytest.fixture
def browse():
    """browse(user) is a client signed in as user, with the second factor passed where the user needs one."""

    def signed_in(user):
        client = Client()
        if user is not None:
            sign_in(client, user)
        return client

    return signed_in


@pytest.fixture
def same_queries():
    """same_queries(client, url, add_row=f): the page costs the same queries for a few rows as for eight more."""

    def check(client, url, *, add_row, more=8):
        add_row()
        client.get(url)  # warm what is asked once a process
        few = _count(client, url)
        for _ in range(more):
            add_row()
        client.get(url)  # what is kept in memory was forgotten when rows were made
        many = _count(client, url)
        assert many == few, f"{few} queries became {many} with {more} more rows"
        return many

    return check


def _count(client, url):
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    assert response.status_code == 200, response.status_code
    return len(caught)
