"""F10 and F12: connections that are cut under load, a primary that dies with a standby beside it. Nothing answered is lost."""

import os
import signal
import subprocess
import time
from urllib.parse import urlencode

import pytest

from justice_portal.servers import places
from justice_portal.servers.postgres import NAME, PORT, Postgres, system_programs
from justice_portal.servers.processes import wait_for
from tests.justice_portal.hardening.sites import Site, crowd

pytestmark = [pytest.mark.proof, pytest.mark.fault]
CUT = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = '{}'"


@pytest.fixture
def primary(tmp_path):
    server = Postgres(tmp_path / "primary", programs=system_programs(), settings={"wal_level": "replica"})
    server.start()
    yield server
    server.remove()


def kept(server):
    """The words of every row that was told, each once per row."""
    return server.sql("SELECT words FROM justice_portal_problem", database=NAME).split()


def test_f10_connections_cut_ten_times_under_load(primary, tmp_path):
    site = Site(tmp_path, primary.url())
    site.prepare()
    site.start()
    visitors, over = crowd(site, 2)
    try:
        for cut in range(10):
            enough = (cut + 1) * 250
            assert wait_for(lambda wanted=enough: sum(one.first_tries for one in visitors) >= wanted, seconds=600)
            primary.sql(CUT.format(NAME))
    finally:
        over.set()
        for one in visitors:
            one.join(60)
        site.stop()
    acknowledged = [key for one in visitors for key in one.acknowledged]
    rows = kept(primary)
    assert set(acknowledged) - set(rows) == set()
    assert len(rows) == len(set(rows))
    tries, failed = (sum(getattr(one, name) for one in visitors) for name in ("first_tries", "failed_first"))
    assert failed <= tries / 100, f"{failed} of {tries} first tries failed"


@pytest.fixture
def standby(primary, tmp_path):
    """A second server that follows the first; each commit waits for it."""
    follower = Postgres(tmp_path / "standby", programs=system_programs())
    command = [
        system_programs() / "pg_basebackup",
        "-D",
        follower.data,
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
        "-U",
        "postgres",
    ]
    command += ["-h", primary.socket, "-p", PORT]
    places.own(follower.data, follower.account)
    subprocess.run(command, check=True, cwd="/", capture_output=True, **follower.account.options())
    follower.start()
    primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.sql("SELECT pg_reload_conf()")
    assert wait_for(
        lambda: primary.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1", seconds=30
    )
    yield follower
    follower.remove()


def test_f12_the_primary_dies_and_its_standby_takes_over(primary, tmp_path, request):
    Site(tmp_path, primary.url()).run("manage.py", "migrate", "--no-input", "--verbosity", "0")
    standby = request.getfixturevalue("standby")
    both = {
        "host": f"{primary.socket},{standby.socket}",
        "port": f"{PORT},{PORT}",
        "target_session_attrs": "read-write",
    }
    site = Site(tmp_path, f"postgres://{NAME}@/{NAME}?{urlencode(both, safe='/,')}")
    site.prepare()
    site.start()
    visitors, over = crowd(site, 4)
    try:
        assert wait_for(lambda: sum(len(one.acknowledged) for one in visitors) >= 200, seconds=600)
        died = time.monotonic()
        kill_everything(primary)
        standby.sql("SELECT pg_promote()")
        assert wait_for(lambda: all(any(at > died for at in [*one.answered_at]) for one in visitors), seconds=60)
        before = sum(len(one.acknowledged) for one in visitors)
        assert wait_for(lambda: sum(len(one.acknowledged) for one in visitors) >= before + 100, seconds=120)
    finally:
        over.set()
        for one in visitors:
            one.join(60)
        site.stop()
    rows, acknowledged = kept(standby), {key for one in visitors for key in one.acknowledged}
    assert len(acknowledged - set(rows)) == 0
    assert len(rows) == len(set(rows))


def kill_everything(server):
    """The postmaster and each of its children at once, as a machine that loses its power."""
    postmaster = server.running.pid
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(postmaster)], check=True, capture_output=True, text=True
    )
    for pid in [postmaster, *map(int, children.stdout.split())]:
        os.kill(pid, signal.SIGKILL)
