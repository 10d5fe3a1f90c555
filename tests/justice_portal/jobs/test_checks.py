"""The settings that reliability stands on."""

import pytest
from django.conf import settings as real_settings
from django.core.checks import run_checks

from justice_portal.servers.shape import POSTGRES_OPTIONS, REDIS_OPTIONS


def found(**given):
    return {message.id for message in run_checks(**given)}


@pytest.mark.django_db
def test_f11_a_database_that_forgets_is_refused(settings):
    """The tests' own PostgreSQL forgets on purpose, so it is a good example."""
    settings.DEBUG = True
    assert "jobs.E001" not in found(databases=["default"])
    settings.DEBUG = False
    assert "jobs.E001" in found(databases=["default"])


def test_the_production_shape_keeps_what_it_confirmed_and_evicts_nothing():
    assert {POSTGRES_OPTIONS[name] for name in ("fsync", "synchronous_commit", "full_page_writes")} == {"on"}
    assert REDIS_OPTIONS["maxmemory-policy"] == "noeviction"
    assert "synchronous_commit" not in str(real_settings.DATABASES)


@pytest.mark.django_db
def test_f7_a_broker_that_evicts_is_refused(settings, machines):
    settings.REDIS_URL = machines.broker.url()
    assert "jobs.E002" not in found(include_deployment_checks=True)
    machines.broker.ask("CONFIG SET maxmemory-policy allkeys-lru")
    assert "jobs.E002" in found(include_deployment_checks=True)
    machines.broker.stop()
    assert "jobs.E002" not in found(include_deployment_checks=True)


def test_celery_never_holds_the_truth():
    assert real_settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert real_settings.CELERY_TASK_ACKS_LATE
    assert real_settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert real_settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1
    options = real_settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert options["visibility_timeout"] >= 2 * real_settings.CELERY_TASK_TIME_LIMIT
    assert options["socket_timeout"] <= 1


def test_no_job_may_take_longer_than_celery_lets_it():
    from justice_portal.jobs.registry import longest_seconds

    assert longest_seconds() <= real_settings.CELERY_TASK_TIME_LIMIT
