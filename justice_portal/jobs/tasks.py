"""The one Celery task. It is told that there is work, and nothing more: what to do stands in the database."""

import logging
from typing import Any
from uuid import UUID

from celery.signals import heartbeat_sent, worker_process_init, worker_ready
from django.db import connection

from justice_portal.celery import app
from justice_portal.jobs import limits, registry, signs
from justice_portal.jobs.running import run_most_urgent

life = signs.Life("worker", every_seconds=10)
security_log = logging.getLogger("justice_portal.security")


@app.task(name="justice_portal.jobs.wake", ignore_result=True)
def wake(job_id: str) -> None:
    """Do one piece of work: the most urgent that is due, which need not be the one that this message names."""
    try:
        UUID(job_id)
    except (ValueError, AttributeError, TypeError):
        security_log.warning("a wake message named no job")
        return
    run_most_urgent()


@worker_process_init.connect
def prepare(**_given: Any) -> None:
    """A pool child knows every job and may not eat the machine's memory (F22)."""
    registry.load()
    limits.cap_memory()


@worker_ready.connect
@heartbeat_sent.connect
def show_life(**_given: Any) -> None:
    """Now and then, and with no connection left open: pool children are forked from this process."""
    if life.show_if_due():
        connection.close()
