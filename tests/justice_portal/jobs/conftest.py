"""Fixtures of the fault tests."""

import pytest

from tests.justice_portal.jobs.machines import QUICK, Machines


@pytest.fixture
def machines(transactional_db, tmp_path):
    """A broker of the test's own, and whatever the test starts."""
    made = Machines(tmp_path)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker, tmp_path_factory):
    """A worker that the tests of a module share; its broker forgets what it handed out after a second."""
    with django_db_blocker.unblock():
        made = Machines(tmp_path_factory.mktemp("shop"))
        made.worker(processes=2, VISIBILITY_SECONDS="1", **QUICK)
    yield made
    made.stop()
