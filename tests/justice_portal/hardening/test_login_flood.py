"""T38b: a flood of wrong sign-ins through HTTP, and how long other pages take meanwhile."""

import http.client
import re
import sys
import threading
import time
from statistics import quantiles
from urllib.parse import urlencode

import pytest

from justice_portal.servers.postgres import Postgres, system_programs
from tests.justice_portal.hardening.sites import Site

pytestmark = pytest.mark.proof

DOOR, A_SECOND, SECONDS, FLOODERS = "/staff/sign-in/", 200, 20, 8
SLOWEST = 0.5


@pytest.fixture
def site(tmp_path):
    server = Postgres(tmp_path / "primary", programs=system_programs())
    server.start()
    made = Site(tmp_path, server.url())
    made.prepare()
    made.start()
    yield made
    made.stop()
    server.remove()


def asked(line, method, path, body=None, headers=None):
    line.request(method, path, body, headers or {})
    answer = line.getresponse()
    return answer, answer.read().decode(errors="replace")


def flood(port, over, sent):
    """Wrong passphrases for one name after the other, as fast as the share of one flooder allows."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    answer, page = asked(line, "GET", DOOR)
    cookies = "; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie", []))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    headers = {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://127.0.0.1:{port}{DOOR}",
    }
    nth, due = 0, time.monotonic()
    while not over.is_set():
        nth, due = nth + 1, due + FLOODERS / A_SECOND
        body = urlencode({"csrfmiddlewaretoken": token, "login": f"name{nth % 50}", "password": "wrong wrong wrong"})
        answer, _page = asked(line, "POST", DOOR, body, headers)
        sent.append(answer.status)
        time.sleep(max(0, due - time.monotonic()))


def test_t38b_in_a_flood_of_wrong_sign_ins_other_pages_stay_quick(site):
    over, sent, took = threading.Event(), [], []
    crowd = [threading.Thread(target=flood, args=(site.port, over, sent), daemon=True) for _ in range(FLOODERS)]
    for one in crowd:
        one.start()
    cookies = "; ".join(f"{name}={value}" for name, value in site.cookies.items())
    until = time.monotonic() + SECONDS
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    while time.monotonic() < until:
        for path, headers in (("/help-now/", {}), ("/something-is-wrong/", {"Cookie": cookies})):
            began = time.monotonic()
            answer, _page = asked(line, "GET", path, headers=headers)
            took.append(time.monotonic() - began)
            assert answer.status == 200
    over.set()
    for one in crowd:
        one.join(60)
    slow = quantiles(took, n=20)[-1]
    sys.stdout.write(
        f"\n{len(sent) / SECONDS:.0f} wrong sign-ins a second; other pages p95 {slow * 1000:.0f} ms of {len(took)}\n"
    )
    assert set(sent) <= {200, 302, 400, 403, 429}
    assert len(sent) >= SECONDS * A_SECOND / 4
    assert slow < SLOWEST
