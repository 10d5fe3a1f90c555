"""The product over a database of the test's own that it may break, with visitors who write and remember what was answered.

    python -m tests.justice_portal.hardening.sites

with the site's variables: makes the world of the tests and prints the cookies of the person in it, as JSON.
"""

import http.client
import json
import os
import re
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from justice_portal.servers.places import CHECKOUT
from justice_portal.servers.processes import spawn, wait_for
from justice_portal.servers.programs import answers, free_port

TELL = "/something-is-wrong/"
PYTHON = Path(sys.executable)


class Site:
    """gunicorn over the database that `url` names."""

    def __init__(self, folder, url):
        self.folder, self.port = folder, free_port()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self.env = {
            **inherited,
            "DATABASE_URL": url,
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "justice_portal.settings",
            "LOG_LEVEL": "ERROR",
            "DEBUG": "1",  # static files without a manifest
        }

    def run(self, *words):
        process = spawn([PYTHON, *words], log=self.folder / "prepare.log", env=self.env, folder=CHECKOUT)
        wait_for(lambda: not process.is_alive, seconds=300)
        return (self.folder / "prepare.log").read_text()

    def prepare(self):
        self.run("manage.py", "migrate", "--no-input", "--verbosity", "0")
        said = self.run("-m", "tests.justice_portal.hardening.sites")
        self.cookies = json.loads(said.strip().splitlines()[-1])

    def start(self):
        command = [PYTHON.parent / "gunicorn", "justice_portal.wsgi", f"--bind=127.0.0.1:{self.port}"]
        command += ["--worker-class=gthread", "--workers=2", "--threads=4", "--timeout=60", "--keep-alive=20"]
        self.process = spawn(command, log=self.folder / "web.log", env=self.env, folder=CHECKOUT)
        assert wait_for(lambda: answers(f"http://127.0.0.1:{self.port}/health/"), seconds=90)

    def stop(self):
        self.process.stop(patience=30)


class Visitor(threading.Thread):
    """Sends one thing after the other until `over`; what was not answered is sent again with the same key."""

    def __init__(self, site, over):
        super().__init__(daemon=True)
        self.site, self.over = site, over
        self.acknowledged, self.first_tries, self.failed_first, self.answered_at = [], 0, 0, []
        self.line, self.longest = None, 0.0

    def run(self):
        while not self.over.is_set():
            key, began = str(uuid4()), time.monotonic()
            self.first_tries += 1
            done = self.tell(key)
            self.longest = max(self.longest, time.monotonic() - began)
            self.failed_first += not done
            while not done and not self.over.is_set():
                time.sleep(0.1)
                done = self.tell(key)
            if done:
                self.acknowledged.append(key)
                self.answered_at.append(time.monotonic())
        self.hang_up()

    def tell(self, key):
        csrf = self.site.cookies.setdefault("csrf", "")
        body = urlencode({"kind": "unsafe", "words": key, "key": key, "csrfmiddlewaretoken": csrf})
        try:
            self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)
            self.line.request("POST", TELL, body, self.headers())
            answer = self.line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            return False
        return answer.status == 302 and "/problems/" in answer.headers.get("Location", "")

    def hang_up(self):
        if self.line:
            self.line.close()
        self.line = None

    def headers(self):
        cookies = "; ".join(f"{name}={value}" for name, value in self.site.cookies.items())
        return {
            "Cookie": cookies,
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://127.0.0.1:{self.site.port}{TELL}",
        }


def crowd(site, size):
    """Visitors who have begun, and the event that ends their day."""
    over = threading.Event()
    visitors = [Visitor(site, over) for _ in range(size)]
    for one in visitors:
        one.start()
    return visitors, over


def main():
    import django

    django.setup()
    from django.test import Client

    from tests.signing_in import sign_in
    from tests.world import build_world

    client = sign_in(Client(SERVER_NAME="127.0.0.1"), build_world().key_worker)
    page = client.get(TELL).content.decode()
    assert re.search("csrfmiddlewaretoken", page)
    sys.stdout.write("\n" + json.dumps({name: one.value for name, one in client.cookies.items()}) + "\n")


if __name__ == "__main__":
    main()
