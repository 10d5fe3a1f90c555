"""The private servers: they start, stop without a trace, never meet each other, and outlive a crash."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from justice_portal.servers import places, testing
from justice_portal.servers.places import Account, ServerError
from justice_portal.servers.postgres import Postgres
from justice_portal.servers.processes import Running, spawn, wait_for
from justice_portal.servers.programs import Program, free_port, is_free
from justice_portal.servers.redis import Redis
from justice_portal.servers.testing import TestServers


@pytest.fixture
def servers(tmp_path):
    made = []

    def make(name):
        found = TestServers(tmp_path / name)
        made.append(found)
        return found

    yield make
    for found in made:
        found.remove()


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    server.start()
    yield server
    server.remove()


class TestPostgres:
    def test_what_it_answered_for_survives_a_crash(self, postgres):
        asked = "SELECT string_agg(setting, ',') FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')"
        assert postgres.sql(asked) == "on,on,on"

    def test_listens_on_no_network(self, postgres):
        assert postgres.sql("SHOW listen_addresses") == ""
        assert postgres.socket.stat().st_mode & 0o077 == 0

    def test_sorts_and_stores_the_same_everywhere(self, postgres):
        asked = "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'justice_portal'"
        assert postgres.sql(asked) == "C.UTF-8\tUTF8"

    def test_the_product_is_no_superuser(self, postgres):
        assert postgres.sql("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'justice_portal'") == "f\tt"

    def test_the_product_can_add_the_extensions_it_uses(self, postgres):
        for name in ("pg_trgm", "unaccent", "btree_gist"):
            postgres.sql(f"SET ROLE justice_portal; CREATE EXTENSION {name}", database="justice_portal")

    def test_keeps_data_over_a_restart(self, postgres):
        postgres.sql("CREATE TABLE kept AS SELECT 1 AS one", database="justice_portal")
        first = postgres.running
        postgres.stop()
        assert not first.is_alive
        postgres.start()
        assert postgres.running != first
        assert postgres.sql("SELECT one FROM kept", database="justice_portal") == "1"

    def test_starts_after_it_was_killed(self, postgres):
        postgres.sql("CREATE TABLE acknowledged AS SELECT 7 AS seven", database="justice_portal")
        crashed = postgres.running
        os.killpg(crashed.pid, signal.SIGKILL)
        assert wait_for(lambda: not crashed.is_alive, seconds=5)
        assert postgres.running is None
        postgres.start()
        assert postgres.sql("SELECT seven FROM acknowledged", database="justice_portal") == "7"

    def test_a_pid_file_that_names_a_stranger_is_no_obstacle(self, postgres):
        postgres.stop()
        stranger = subprocess.Popen(["sleep", "60"])
        try:
            (postgres.data / "postmaster.pid").write_text(f"{stranger.pid}\n{postgres.data}\n")
            assert postgres.running is None
            postgres.start()
            assert postgres.sql("SELECT 1") == "1"
            assert stranger.poll() is None
        finally:
            stranger.kill()
            stranger.wait()

    def test_data_of_another_release_are_not_touched(self, postgres):
        postgres.stop()
        stamp = postgres.data / "PG_VERSION"
        release = stamp.read_text()
        stamp.write_text("9\n")
        with pytest.raises(ServerError, match="made by PostgreSQL 9"):
            postgres.start()
        stamp.write_text(release)
        postgres.start()

    def test_says_why_it_does_not_start(self, postgres):
        postgres.stop()
        broken = Postgres(postgres.folder, settings={"shared_buffers": "nonsense"})
        with pytest.raises(ServerError, match="shared_buffers"):
            broken.start()
        postgres.start()


@pytest.fixture
def redis(tmp_path):
    server = Redis(tmp_path / "redis")
    server.start()
    yield server
    server.remove()


class TestRedis:
    def test_never_throws_work_away(self, redis):
        assert "noeviction" in redis.ask("CONFIG GET maxmemory-policy")

    def test_keeps_its_queue_over_a_restart(self, redis):
        redis.ask("SET kept 1")
        redis.stop()
        assert redis.ask("PING") == ""
        redis.start()
        assert redis.ask("GET kept").endswith("1")

    def test_listens_on_no_network(self, redis):
        assert "\r\n0" in redis.ask("CONFIG GET port")
        assert redis.socket.parent.stat().st_mode & 0o077 == 0


def test_two_runs_at_once_do_not_meet(servers):
    one, other = servers("one"), servers("other")
    one.start()
    other.start()
    one.postgres.sql("CREATE TABLE mine (x int)")
    one.redis.ask("SET mine 1")
    assert other.postgres.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'mine'") == "0"
    assert other.redis.ask("EXISTS mine") == ":0"
    one.remove()
    assert other.are_up


def test_a_path_too_long_for_a_socket_is_no_obstacle(servers):
    deep = servers("a-folder-with-a-very-long-name-indeed" * 4)
    deep.start()
    assert len(str(deep.postgres.socket)) < places.LONGEST_SOCKET
    assert deep.postgres.sql("SELECT 1") == "1"
    assert deep.redis.ask("PING") == "+PONG"
    socket = deep.postgres.socket
    deep.remove()
    assert not socket.exists()


def test_a_closed_home_is_no_obstacle(servers, tmp_path):
    """As root the database runs as somebody else, who cannot enter root's home."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    found = servers("home/checkout")
    found.start()
    assert found.postgres.sql("SELECT 1") == "1"
    assert home.stat().st_mode & 0o777 == 0o700
    if os.geteuid() == 0:
        assert found.postgres.data.stat().st_uid != 0
        assert home not in found.postgres.data.parents
    data = found.postgres.data
    found.remove()
    assert not data.exists()


def test_a_run_that_was_killed_is_tidied_up_by_the_next(monkeypatch, tmp_path):
    monkeypatch.setattr(testing, "FOLDER", tmp_path)
    monkeypatch.setattr(testing, "KEPT", tmp_path / "kept")
    code = (
        "import os, signal, sys; from pathlib import Path; from justice_portal.servers import testing\n"
        "testing.FOLDER = Path(sys.argv[1])\n"
        "testing.KEPT = testing.FOLDER / 'kept'\n"
        "with testing.test_servers():\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, cwd=places.CHECKOUT)
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.glob("run_*")
    survivors = TestServers(left)
    assert survivors.are_up
    processes = [survivors.postgres.running, survivors.redis.running]
    testing.sweep()
    assert not left.exists()
    assert not any(process.is_alive for process in processes)


def test_a_folder_that_a_stranger_made_first_is_refused(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder that belongs to somebody else")
    (tmp_path / "taken").mkdir()
    shutil.chown(tmp_path / "taken", 12345)
    with pytest.raises(ServerError, match="belongs to another user"):
        places.own(tmp_path / "taken", Account(65534, 65534))


def test_a_link_that_a_stranger_made_first_is_refused(tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(ServerError, match="belongs to another user"):
        places.own(tmp_path / "link", Account(os.geteuid(), os.getegid()))


class TestProcesses:
    def test_a_pid_that_was_given_to_somebody_else_is_not_ours(self, tmp_path):
        me = Running.of(os.getpid())
        Running(me.pid, me.started - 1).write(tmp_path / "old.json")
        assert Running.read(tmp_path / "old.json") is None

    def test_a_pid_from_before_the_machine_was_restarted_is_not_ours(self, tmp_path):
        me = Running.of(os.getpid())
        Running(me.pid, me.started, boot="another").write(tmp_path / "old.json")
        assert Running.read(tmp_path / "old.json") is None
        Running.last(tmp_path / "old.json").stop()  # and we live on

    def test_what_a_dead_process_left_behind_is_ended_too(self, tmp_path):
        program = Program("parent", ("sh", "-c", "sleep 300 & echo $! > child; wait"), tmp_path, cwd=tmp_path)
        program.start()
        assert wait_for(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text(), seconds=5)
        child = Running.of(int((tmp_path / "child").read_text()))
        parent = program.running
        os.kill(parent.pid, signal.SIGKILL)
        assert wait_for(lambda: not parent.is_alive, seconds=5)
        assert child.is_alive
        program.stop()
        assert wait_for(lambda: not child.is_alive, seconds=5)

    def test_one_that_does_not_listen_is_ended_with_all_it_started(self, tmp_path):
        stubborn = "trap '' TERM; sleep 300 & echo $! > child; wait; sleep 300"
        process = spawn(["sh", "-c", stubborn], log=tmp_path / "log", folder=tmp_path)
        assert wait_for(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text(), seconds=5)
        child = Running.of(int((tmp_path / "child").read_text()))
        assert child.is_alive
        process.stop(patience=0.3)
        assert not process.is_alive
        assert wait_for(lambda: not child.is_alive, seconds=5)

    def test_one_that_ends_at_once_is_reported_with_its_last_words(self, tmp_path):
        program = Program("broken", ("sh", "-c", "echo the reason; exit 3"), tmp_path, is_ready=lambda: False)
        with pytest.raises(ServerError, match="the reason"):
            program.start()

    def test_a_free_port_is_free_until_it_is_taken(self):
        import socket

        port = free_port()
        assert is_free(port)
        with socket.socket() as taker:
            taker.bind(("127.0.0.1", port))
            taker.listen()
            assert not is_free(port)
