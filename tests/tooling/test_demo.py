"""`make demo` as a person and a script meet it: up, healthy, the same data the second time, and gone without a trace."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from justice_portal.servers.demo import Demo, variables
from justice_portal.servers.places import CHECKOUT
from justice_portal.servers.processes import wait_for
from justice_portal.servers.programs import free_port
from justice_portal.servers.supervisor import State

pytestmark = pytest.mark.journey


def command(name, folder, *more):
    return [sys.executable, "-m", "justice_portal.servers", name, "--folder", str(folder), *more]


def run(name, folder, *more):
    done = subprocess.run(command(name, folder, *more), check=False, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def get(port, path):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


@pytest.fixture(scope="module")
def port():
    return free_port()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, port):
    """A demo that was loaded and is up; each test leaves it so."""
    found = tmp_path_factory.mktemp("demo")
    began = time.monotonic()
    try:
        (found / "said").write_text(run("demo-up", found, "--port", str(port)))
        (found / "seconds").write_text(str(time.monotonic() - began))
        yield found
    finally:
        run("demo-down", found)
        Demo(found, port=0, host="127.0.0.1").remove()


def people(folder):
    return Demo(folder, port=0, host="127.0.0.1").postgres.sql(
        "SELECT count(*) FROM justice_portal_person", database="justice_portal"
    )


def test_it_answers_at_the_address_it_prints(folder, port):
    said = (folder / "said").read_text()
    assert f"http://127.0.0.1:{port}" in said
    assert get(port, "/sign-in/")[0] == 302  # the browser becomes a tablet of the demo, and asks again
    status, page = get(port, "/staff/sign-in/")
    assert status == 200
    style = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
    assert get(port, style)[0] == 200


def test_it_prints_a_sign_in_for_each_role(folder):
    said = (folder / "said").read_text()
    for role in ("person", "mentor", "key worker", "moderator", "administrator"):
        assert role in said.lower()


def test_scripts_get_the_same_as_json(folder):
    beside = {**os.environ, **variables(folder)}
    done = subprocess.run(
        [sys.executable, "manage.py", "demo_accounts", "--json"],
        check=True,
        cwd=CHECKOUT,
        env=beside,
        capture_output=True,
    )
    assert json.loads(done.stdout)


def test_commands_beside_no_demo_say_what_is_missing(tmp_path):
    assert variables(tmp_path) == {}


def test_a_second_up_changes_nothing(folder, port):
    before = State(folder).owner
    assert "runs already" in run("demo-up", folder)
    assert State(folder).owner == before


def test_a_second_demo_of_the_same_folder_says_where_the_first_is(folder, port):
    done = subprocess.run(command("demo", folder), check=False, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"runs already: http://127.0.0.1:{port}" in done.stderr


def test_a_port_in_use_is_named(folder, port, tmp_path):
    done = subprocess.run(
        command("demo", tmp_path / "other", "--port", str(port)),
        check=False,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr


def test_the_second_start_is_quick_and_keeps_the_data(folder, port):
    before = people(folder)
    assert int(before) > 0
    run("demo-down", folder)
    assert not Demo(folder, port=0, host="127.0.0.1").postgres.running
    began = time.monotonic()
    run("demo-up", folder, "--port", str(port))
    assert time.monotonic() - began < float((folder / "seconds").read_text()) / 2
    assert people(folder) == before


@pytest.mark.proof
def test_what_dies_is_started_again(folder, port):
    web = dict(Demo(folder, port=port, host="127.0.0.1").programs())["web"]
    first = web.running
    os.kill(first.pid, signal.SIGKILL)
    assert wait_for(lambda: get_or_none(port, "/health/") is None, seconds=30)
    assert wait_for(lambda: get_or_none(port, "/health/") == 200, seconds=120)
    assert web.running != first


def get_or_none(port, path):
    try:
        return get(port, path)[0]
    except OSError:
        return None


@pytest.mark.proof
def test_after_a_crash_of_everything_it_starts_again(folder, port):
    demo = Demo(folder, port=port, host="127.0.0.1")
    before = people(folder)
    os.kill(State(folder).owner.pid, signal.SIGKILL)
    os.kill(demo.postgres.running.pid, signal.SIGKILL)
    assert wait_for(lambda: State(folder).owner is None, seconds=10)
    run("demo-up", folder, "--port", str(port))
    assert get(port, "/health/")[0] == 200
    assert people(folder) == before


def test_ctrl_c_stops_everything(folder, port):
    run("demo-down", folder)
    with Path(folder / "foreground.log").open("w+") as said:
        process = subprocess.Popen(command("demo", folder, "--port", str(port)), cwd=CHECKOUT, stdout=said)
        try:
            assert wait_for(lambda: State(folder).read().get("ready", False), seconds=120)
            running = [service.running for _name, service in Demo(folder, port=port, host="127.0.0.1").services()]
            assert all(running)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=90) == 0
            assert not any(one.is_alive for one in running)
        finally:
            process.kill()
            process.wait()
