"""Gives every test run its PostgreSQL and Redis, so that plain `pytest tests/…` works in any checkout.

pyproject loads this before Django's settings are read. Servers named in the environment are used as they are; otherwise
the first process starts them, or uses the long-lived pair, and the workers of xdist inherit their addresses.
"""

import gc
import os
import signal
import sys
from urllib.parse import urlsplit

import pytest

from justice_portal.servers.testing import test_servers

#: Django makes millions of small things and few cycles: to look for cycles as often as Python does takes an eighth of a run.
gc.set_threshold(100_000, 50, 100)

REDIS_DATABASES = 64
BESIDE = 40  # the first Redis database of the workers of a run beside another on the same servers
#: The files that take longest, with the longest first: workers that begin with them end together.
LONGEST = [
    "test_access_matrix.py", "test_line.py", "test_demo.py", "test_faults.py", "test_throttle.py", "test_persons_pages.py",
    "test_seed.py", "test_hearing.py", "test_seeded_estate.py", "test_t06_restricted.py", "test_headers.py",
    "test_hostile.py", "test_victims.py", "test_story.py", "test_render.py", "test_copy.py", "test_seeding.py",
    "test_browser.py",
]  # fmt: skip


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    beside = bool(os.environ.get("TESTS_BESIDE"))
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        _use_own_redis_database(int(worker.removeprefix("gw")) + (BESIDE if beside else 1))
    elif "DATABASE_URL" not in os.environ:
        _start(early_config)
    elif beside:
        address = urlsplit(os.environ["DATABASE_URL"])
        os.environ["DATABASE_URL"] = address._replace(path=f"{address.path}_beside").geturl()
    return (yield)


def pytest_collection_modifyitems(config, items):
    """Actions hold the SQL that matters, so they run on production's PostgreSQL too; some tests need a live stack."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
    for item in items:
        if item.path.name == "test_architecture.py":
            item.add_marker(pytest.mark.quick)
        if item.path.name == "test_actions.py":
            item.add_marker(pytest.mark.stack)
    if "STACK_URL" not in os.environ:
        without = [item for item in items if "stack_url" in item.fixturenames]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if "stack_url" not in item.fixturenames]


def _start(config):
    # Nothing ends a process on SIGTERM but the default, which would leave the servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    servers = test_servers()
    os.environ.update(servers.__enter__())
    config.add_cleanup(lambda: servers.__exit__(None, None, None))


def _use_own_redis_database(number):
    """Workers share one Redis: each has a numbered database, so that one's FLUSHDB is nobody else's."""
    address = os.environ["REDIS_URL"]
    if address.endswith("db=0"):
        os.environ["REDIS_URL"] = address.removesuffix("0") + str(number % REDIS_DATABASES)
