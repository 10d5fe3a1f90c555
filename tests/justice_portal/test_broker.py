"""Celery reaches the Redis of REDIS_URL, also through a unix socket, in the database that it names."""

import os

import pytest
import redis
from django.conf import settings
from kombu import Connection

from justice_portal.environment import broker_from_url


def test_what_celery_sends_arrives_in_the_redis_of_the_settings():
    with Connection(settings.CELERY_BROKER_URL) as line:
        queue = line.SimpleQueue("test_broker")
        queue.put({"wake": "up"})
        with redis.Redis.from_url(os.environ["REDIS_URL"]) as server:
            assert server.llen("test_broker") == 1
        message = queue.get(timeout=5)
        message.ack()
        assert message.payload == {"wake": "up"}
        queue.close()


@pytest.mark.parametrize("url", ["redis://queue:6379/0", "rediss://:secret@queue:6380/1"])
def test_other_addresses_are_kept_as_they_are(url):
    assert broker_from_url(url) == url
