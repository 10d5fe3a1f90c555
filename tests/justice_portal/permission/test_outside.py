"""What the other prison sees of somebody, and what a visitor sees of the product: nothing (T04, T93)."""

import random
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.masked import masked
from tests.policy import arguments, policy, room_rows
from tests.signing_in import sign_in

STRANGERS = ("manager_elsewhere", "key_worker_elsewhere")
#: Pages about one row of somebody: not of a place, nor of the estate, nor open to all.
ABOUT_SOMEBODY = sorted(
    name
    for name, row in policy().items()
    if row.get("kwargs") and not any(row.get(word) for word in ("estate", "place", "public", "everyone"))
)


def answers(world, names):
    """(page, verb, who) where a row of somebody elsewhere is not answered as one that never was; and how many were tried."""
    made = {"person": world.someone}
    for make in room_rows():
        made.update(make(world, "here", world.someone))
    wrong, tried = [], 0
    for who in STRANGERS:
        client = sign_in(Client(), getattr(world, who))
        for name in names:
            row = policy()[name]
            real = arguments(row, made)
            keys = [key for key, value in row["kwargs"].items() if hasattr(made[value], "pk")]
            never = {**real, **{key: uuid4() for key in keys}}
            if not keys or not hasattr(made[row["kwargs"][keys[0]]].pk, "hex"):
                continue
            for verb in ("get", "post"):
                with transaction.atomic():
                    one, other = (masked(getattr(client, verb)(reverse(name, kwargs=each))) for each in (real, never))
                    transaction.set_rollback(True)
                tried += 1
                if one != other or one[0] not in {403, 404, 405}:
                    wrong.append((name, verb, who, one[0], other[0]))
    return wrong, tried


def test_t04_staff_of_another_prison_get_the_answer_of_what_never_was(world):
    wrong, tried = answers(world, random.Random("t04").sample(ABOUT_SOMEBODY, 25))
    assert wrong == []
    assert tried > 60


@pytest.mark.proof
def test_t04_on_no_page_at_all_is_somebody_of_another_prison_told_from_nobody(world):
    wrong, tried = answers(world, ABOUT_SOMEBODY)
    assert wrong == []
    assert tried > 300


def test_t93_a_visitor_finds_the_public_pages_and_no_other(db):
    """No metrics, no detail of health, no description of the API, no administration: each asks to sign in, or is not there."""
    client, open_to_all = Client(), set()
    for name, row in policy().items():
        if not row.get("kwargs") and client.get(reverse(name)).status_code == 200:
            open_to_all.add(name)
    public = {name for name, row in policy().items() if row.get("public") and not row.get("kwargs")}
    assert open_to_all <= public
    for asked in ("", "?format=json", "?format=openmetrics", "?format=rss"):
        assert client.get(reverse("health") + asked, headers={"accept": "*/*"}).content == b"ok\n"
    for path in (
        "/metrics/",
        "/metrics",
        "/flower/",
        "/api/schema/",
        "/schema/",
        "/docs/",
        "/debug/",
        "/__debug__/",
        "/status",
    ):
        assert client.get(path).status_code in {302, 401, 403, 404}, path
    for path in ("/admin/", "/admin/justice_portal/person/", "/admin/jsi18n/"):
        assert client.get(path).status_code in {302, 403, 404}, path
