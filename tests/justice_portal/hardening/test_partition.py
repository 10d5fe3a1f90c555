"""F25: a network that swallows everything. The page says so within seconds, and nothing hangs."""

import http.client
import os
import socket
import subprocess
import sys
import time

import pytest

from justice_portal.servers.places import CHECKOUT
from justice_portal.servers.processes import wait_for
from justice_portal.servers.programs import free_port

pytestmark = pytest.mark.proof


@pytest.fixture
def black_hole():
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as hole:
        yield hole.getsockname()[1]


@pytest.fixture
def site(black_hole):
    """The product with its database and its broker behind the black hole."""
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": f"postgres://nobody:nothing@127.0.0.1:{black_hole}/nowhere",
        "REDIS_URL": f"redis://127.0.0.1:{black_hole}/0",
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    command = [sys.executable, "-m", "gunicorn", "justice_portal.wsgi", f"--bind=127.0.0.1:{port}", "--threads=4"]
    process = subprocess.Popen(command, cwd=CHECKOUT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert wait_for(lambda: is_open(port), seconds=60)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def is_open(port):
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def ask(port, path, **headers):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.monotonic()
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode(), time.monotonic() - began
    finally:
        line.close()


def test_f25_a_page_answers_within_four_seconds(site):
    ask(site, "/sign-in/")  # the first request also loads the pages
    for path in ("/sign-in/", "/people/"):
        status, body, seconds = ask(site, path, Cookie="session=abcdefabcdefabcdefabcdefabcdefab")
        assert status in {500, 503}, path
        assert "It is not your fault" in body
        assert "Traceback" not in body
        assert seconds <= 4.5, f"{path}: {seconds:.1f} s"
