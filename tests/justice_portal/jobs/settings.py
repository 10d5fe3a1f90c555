"""The product's settings with the sample jobs: for worker, clock and command processes that tests start."""

from justice_portal.settings import *  # noqa: F403
from justice_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.justice_portal.jobs.sample"]
