"""The Celery application: it wakes workers, it holds no truth (see jobs)."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justice_portal.settings")
app = Celery("justice_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["justice_portal.jobs"], related_name="tasks")


@setup_logging.connect
def keep_our_logs(**_given: Any) -> None:
    """Celery's own logs would print the text of errors, which quotes the data that broke them (T95)."""
    from django.conf import settings  # noqa: PLC0415

    dictConfig(settings.LOGGING)
