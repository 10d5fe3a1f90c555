"""The Celery application: it wakes workers, it holds no truth (see jobs)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justice_portal.settings")
app = Celery("justice_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["justice_portal.jobs"], related_name="tasks")
