"""The product's settings with the sample jobs: for worker, clock and command processes that tests start."""

import os

from justice_portal.settings import *  # noqa: F403
from justice_portal.settings import CELERY_BROKER_TRANSPORT_OPTIONS, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.justice_portal.jobs.sample.apps.SampleConfig"]
if seconds := os.environ.get("VISIBILITY_SECONDS"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {**CELERY_BROKER_TRANSPORT_OPTIONS, "visibility_timeout": int(seconds)}
