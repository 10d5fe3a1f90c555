import base64
import hashlib
import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client

from learning.xapi.models import Provider

ATTACHMENT = {
    "usageType": "http://example.invalid/photo",
    "display": {"en": "Photo"},
    "contentType": "text/plain",
    "length": 5,
    "sha2": hashlib.sha256(b"paper").hexdigest(),
}
VERSIONS = {"2.0": "2.0.0", "1.0.3": "1.0.3"}


class Store:
    """A provider and its client, as an outside course would hold them: only a key, a secret and an address."""

    def __init__(self, name, version="2.0"):
        out = StringIO()
        call_command("xapi_provider", name, stdout=out)
        told = dict(line.split(" ", 1) for line in out.getvalue().strip().split("\n"))
        self.key, self.secret, self.version = told["key"], told["secret"], version
        self.client = Client()

    @property
    def provider(self):
        return Provider.objects.get(key=self.key)

    def headers(self, **more):
        pair = base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()
        told = {"Authorization": f"Basic {pair}", "X-Experience-API-Version": VERSIONS[self.version]}
        return {name: value for name, value in {**told, **more}.items() if value is not None}

    def send(self, method, where, params=None, body=None, *, content_type="application/json", headers=None):
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        return self.client.generic(
            method,
            f"/xapi/{self.version}/{where}",
            data or b"",
            content_type=content_type,
            headers=self.headers(**(headers or {})),
            query_params=params,
        )

    def get(self, where="statements", headers=None, **params):
        return self.send("GET", where, params, headers=headers)

    def post(self, body, where="statements", headers=None, **params):
        return self.send("POST", where, params, body, headers=headers)

    def put(self, body, where="statements", headers=None, **params):
        return self.send("PUT", where, params, body, headers=headers)

    def ids(self, **params):
        return [one["id"] for one in self.get(**params).json()["statements"]]


@pytest.fixture
def lrs(db):
    return Store("Outside course")


@pytest.fixture(params=VERSIONS)
def either(db, request):
    """The store, at the address of each version."""
    return Store("Outside course", request.param)


def statement(**more):
    return {
        "id": str(uuid4()),
        "actor": {"mbox": "mailto:someone@example.invalid"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
        "object": {"id": "http://example.invalid/course/1"},
        **more,
    }
