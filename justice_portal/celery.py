"""The Celery application: it wakes workers, it holds no truth (see jobs)."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justice_portal.settings")
app = Celery("justice_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["justice_portal.jobs"], related_name="tasks")


@setup_logging.connect
def keep_our_logs(**_given: Any) -> None:
    """Celery's own logs would print the text of errors, which quotes the data that broke them (T95)."""
    from django.conf import settings  # noqa: PLC0415

    dictConfig(settings.LOGGING)


@worker_init.connect
def keep_letters_shut(**_given: Any) -> None:
    """A worker that was told the key of legal threads does not start."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    from justice_portal.web_keys import refuse_web_keys  # noqa: PLC0415

    try:
        refuse_web_keys()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from None  # Celery would log any other error and go on
