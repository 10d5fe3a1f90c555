"""The production shape, looked at from outside while `make test` runs it: these are left out where no stack is up."""

import http.client
import os
import signal
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.db import connection

from justice_portal.servers import shape
from justice_portal.servers.processes import Running, wait_for
from tests.database_role import as_owner

pytestmark = pytest.mark.stack


@pytest.fixture
def stack_url():
    return urlsplit(os.environ["STACK_URL"])


@pytest.fixture
def ask(stack_url):
    def get(path, method="GET", **options):
        line = http.client.HTTPConnection(stack_url.hostname, stack_url.port, timeout=20)
        try:
            line.request(method, path, **options)
            answer = line.getresponse()
            answer.body = answer.read()
            return answer
        finally:
            line.close()

    return get


@pytest.mark.django_db
def test_all_migrations_run_on_the_oldest_postgres_that_we_promise(stack_url):
    assert connection.pg_version // 10000 == 15
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_redis_never_throws_work_away(stack_url):
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as server:
        assert server.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_pages_come_through_nginx(ask):
    answer = ask("/health/")
    assert answer.status == 200
    assert answer.headers["Server"] == "nginx"


def test_the_visitors_name_for_the_site_reaches_the_product(ask):
    assert ask("/health/", headers={"Host": "evil.example"}).status == 400


def test_an_upload_beyond_measure_is_refused_at_the_door(ask):
    assert ask("/", method="POST", body=b"x" * (7 * 1024 * 1024)).status == 413


def test_t105_f21_slow_clients_are_cut_and_nobody_else_waits(stack_url, ask):
    slow = [socket.create_connection((stack_url.hostname, stack_url.port), timeout=15) for _ in range(200)]
    for line in slow:
        line.sendall(b"GET /health/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    began = time.monotonic()
    for _sample in range(4):
        assert ask("/health/").status == 200
    assert time.monotonic() - began < 2
    for line in slow:
        assert line.recv(1000) == b""
        line.close()
    assert 3 < time.monotonic() - began < 9


@pytest.mark.django_db
def test_t97_each_process_is_the_application_at_the_database(ask):
    for _ in range(8):
        ask("/sign-in/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = %s", [shape.OWNER])
        assert cursor.fetchall() == [(shape.APPLICATION,)]


@pytest.mark.django_db(transaction=True)
def test_f9_connections_that_were_cut_while_idle_cost_nobody_a_page(ask):
    for _ in range(8):
        ask("/sign-in/")  # each thread of web has a connection by now
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname NOT IN (current_database(), 'postgres') AND usename IS NOT NULL"
        )
        assert cursor.fetchone()[0] > 0
    assert [ask("/sign-in/").status for _ in range(60)] == [200] * 60


def test_f20_a_rolling_restart_refuses_nobody(ask):
    web = Running.read(Path(os.environ["STACK_FOLDER"]) / "web.json")
    answers, over = [], threading.Event()

    def keep_asking():
        while not over.is_set():
            answers.append(ask("/sign-in/").status)

    visitors = [threading.Thread(target=keep_asking) for _ in range(3)]
    for one in visitors:
        one.start()
    before = children(web.pid)
    os.kill(web.pid, signal.SIGHUP)
    assert wait_for(lambda: children(web.pid) and not before & children(web.pid), seconds=60)
    over.set()
    for one in visitors:
        one.join(60)
    assert answers
    assert set(answers) == {200}
    assert web.is_alive


def children(pid):
    return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


STEMS = (
    ".env", ".git/config", ".git/HEAD", ".gitignore", ".htaccess", "backup", "db", "dump", "settings", "manage", "config", "secrets",
    "justice_portal/settings", "requirements/base", "docker-compose", "Dockerfile", "Makefile", "pyproject", "package", "package-lock",
    "static/js/portal.js.map", "static/dist/portal.js.map", "static/", "static/dist/", "media/", "var/", "media", "var/media",
    "server-status", "nginx_status", "metrics", "flower", "debug", "__debug__", "api/schema", "api/docs", "swagger", "graphql", "phpinfo",
    "wp-login", "id_rsa", "credentials", "core", "logs/web", "var/demo/state", "tests/world", "locale/cy/LC_MESSAGES/django",
)  # fmt: skip
ENDINGS = (
    "",
    "/",
    ".py",
    ".pyc",
    ".json",
    ".txt",
    ".sql",
    ".sql.gz",
    ".zip",
    ".tar.gz",
    ".bak",
    ".old",
    "~",
    ".toml",
    ".yml",
    ".po",
    ".php",
)
#: Before or after the name: what a careless server might let through.
TRICKS = ("/{}", "/static/{}", "/static/../{}", "/static/%2e%2e/{}", "//{}", "/{}%00", "/./{}")


def test_t94_nothing_but_pages_and_assets_is_served(ask):
    """A sample, evenly over five thousand names."""
    names = [trick.format(stem + ending) for trick in TRICKS for stem in STEMS for ending in ENDINGS]
    found = {
        name: status for name in names[:: len(names) // 400] if (status := ask(name).status) not in {302, 400, 404}
    }
    assert found == {}


def test_t27_the_tablet_door_of_production_is_shut_without_a_certificate_and_to_a_forged_one(ask):
    forged = {"X-Device-Certificate": "-----BEGIN CERTIFICATE-----"}
    for headers in ({}, forged, {**forged, "Cookie": "tablet=made-up"}):
        answer = ask("/sign-in/", headers={"Host": "localhost", **headers})
        assert answer.status == 200
        assert b'name="pin"' not in answer.body, "who has no certificate is not even asked for a PIN"
        sent = ask(
            "/sign-in/", method="POST", body=b"number=A0001BC&pin=4862", headers={"Host": "localhost", **headers}
        )
        assert sent.status == 403
