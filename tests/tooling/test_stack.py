"""The production shape, looked at from outside while `make test` runs it: these are left out where no stack is up."""

import http.client
import os
import socket
import time
from urllib.parse import urlsplit

import pytest
import redis
from django.db import connection

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
            answer.read()
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


def test_slow_clients_are_cut_and_nobody_else_waits(stack_url, ask):
    slow = [socket.create_connection((stack_url.hostname, stack_url.port), timeout=15) for _ in range(60)]
    for line in slow:
        line.sendall(b"GET /health/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    began = time.monotonic()
    assert ask("/health/").status == 200
    assert time.monotonic() - began < 2
    for line in slow:
        assert line.recv(1000) == b""
        line.close()
    assert 3 < time.monotonic() - began < 9
