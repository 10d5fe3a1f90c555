"""F16: a migration that waits for a lock stops no page; when it has run, code that does not know of it goes on."""

import subprocess

import pytest

from justice_portal.servers.places import CHECKOUT
from justice_portal.servers.postgres import NAME, Postgres, system_programs
from justice_portal.servers.processes import wait_for
from tests.justice_portal.hardening.sites import PYTHON, Site, crowd

pytestmark = [pytest.mark.proof, pytest.mark.fault]


@pytest.fixture
def server(tmp_path):
    made = Postgres(tmp_path / "database", programs=system_programs())
    made.start()
    yield made
    made.remove()


def migrate(site):
    words = [PYTHON, "-m", "tests.justice_portal.hardening.migrating"]
    return subprocess.run(words, check=False, env=site.env, cwd=CHECKOUT, capture_output=True, text=True, timeout=60)


def more(visitors, count):
    """Wait until so many more things were told."""
    before = sum(len(one.acknowledged) for one in visitors)
    assert wait_for(lambda: sum(len(one.acknowledged) for one in visitors) >= before + count, seconds=120)


def test_f16_a_migration_that_waits_stops_no_page(server, tmp_path):
    import psycopg2

    site = Site(tmp_path, server.url())
    site.prepare()
    site.start()
    visitors, over = crowd(site, 3)
    reader = psycopg2.connect(server.url())
    try:
        more(visitors, 60)
        for one in visitors:
            one.longest = 0.0
        with reader.cursor() as reading:
            reading.execute("SELECT count(*) FROM justice_portal_problem")  # a report that takes long
        late = migrate(site)
        assert late.returncode == 1, late.stdout + late.stderr
        assert "lock timeout" in late.stdout
        more(visitors, 30)
        reader.rollback()
        done = migrate(site)
        assert done.returncode == 0, done.stdout + done.stderr
        more(visitors, 60)
    finally:
        reader.close()
        over.set()
        for one in visitors:
            one.join(60)
        site.stop()
    added = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'added_by_the_test'"
    assert server.sql(added, database=NAME) == "1"
    assert sum(one.failed_first for one in visitors) == 0
    assert max(one.longest for one in visitors) < 2 + 2, "two seconds of waiting, and a busy machine"
    rows = server.sql("SELECT words FROM justice_portal_problem", database=NAME).split()
    assert {key for one in visitors for key in one.acknowledged} <= set(rows)
