"""One address a page, one way of asking, and nothing outward that can be counted (T15, T18, T20)."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from justice_portal.changes.models import PendingChange
from justice_portal.keys import uuid7
from justice_portal.models import Invitation, JoinCode, Notice, OwnPhone, Passkey, PassphraseReset, PinCode, Visit
from justice_portal.phones import actions as phones
from tests.policy import policy, url_names
from tests.signing_in import sign_in

KEY = str(uuid.uuid4())
VARIANTS = {
    "a suffix": lambda path: path.rstrip("/") + ".json",
    "a suffix and a slash": lambda path: path.rstrip("/") + ".json/",
    "two slashes at the front": lambda path: f"/{path}",
    "two slashes at the end": lambda path: f"{path}/",
    "no slash": lambda path: path.rstrip("/"),
    "capitals": str.upper,
    "a dot at the end": lambda path: f"{path}.",
    "a dot in the way": lambda path: f"/.{path}",
}


def path_of(name):
    """An address of this name, with arguments of whatever kind it takes."""
    keys = policy()[name].get("kwargs", {})
    for value in (KEY, "x", 1, "en"):
        try:
            return reverse(name, kwargs=dict.fromkeys(keys, value))
        except NoReverseMatch:
            continue
    return None


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_t18_no_other_writing_of_an_address_leads_to_a_page(variant):
    """Each is the page that does not exist, so no rule is passed by on a side way."""
    led, tried = {}, 0
    for name in sorted(url_names()):
        path = path_of(name)
        if path in {None, "/"} or (other := variant(path)) == path:
            continue
        tried += 1
        try:
            match = resolve(other)
        except Resolver404:
            continue
        # A word in an address may hold a dot: then it is another word, and the same rule looks for it.
        if match.view_name != name or not match.kwargs:
            led[name] = other
    assert tried > 150
    assert not led


def plain_routes():
    return [name for name in sorted(url_names()) if not policy()[name].get("kwargs")]


@pytest.mark.parametrize("who", ["anonymous", "key_worker", "person"])
def test_t18_head_options_and_an_override_give_the_verdict_of_the_plain_way(world, who):
    """A header or a field that names another method is not heard; OPTIONS is no way in; HEAD is a GET without its body."""
    client = Client()
    if who != "anonymous":
        sign_in(client, getattr(world, who))
    wrong = []
    for name in plain_routes()[::3]:
        path = reverse(name)
        if "sign-out" in path or path.startswith("/api/"):
            continue
        plain, head = client.get(path), client.head(path)
        asked = client.get(path, {"_method": "POST"}, headers={"X-HTTP-Method-Override": "POST", "X-Method": "DELETE"})
        if head.status_code not in {plain.status_code, 405} or asked.status_code != plain.status_code:
            wrong.append((name, plain.status_code, head.status_code, asked.status_code))
        if client.options(path).status_code != 405:
            wrong.append((name, "OPTIONS"))
    assert not wrong


def test_t15_nobody_is_invited_to_a_place_of_somebody_else(world, browse):
    """The related row of a form is looked for among those within reach, whatever the page is sent."""
    given = {"name": "Kim", "email": "kim@work.invalid", "role": "tutor"}
    client = browse(world.manager)
    for place in (
        f"prison:{world.there.pk}",
        f"unit:{world.far_unit.pk}",
        f"prison:{uuid7()}",
        str(world.there.pk),
        "",
    ):
        answer = client.post(reverse("invitations:invite"), {**given, "place": place})
        assert answer.status_code == 200, place
    assert not PendingChange.objects.exists()
    assert client.post(reverse("invitations:invite"), {**given, "place": f"prison:{world.here.pk}"}).status_code == 302


@pytest.mark.parametrize("model", [Invitation, JoinCode, Notice, OwnPhone, PassphraseReset, Passkey, PinCode, Visit])
def test_t20_what_stands_in_an_address_of_sign_in_cannot_be_counted(model):
    assert isinstance(model._meta.pk.get_default() if model._meta.pk.has_default() else None, uuid.UUID)


def test_t20_no_address_of_ours_takes_a_running_number():
    """But a place within a course or a page, which says nothing about anybody."""
    counted = {name for name in url_names() if path_of(name) and re.search(r"/1/", path_of(name))}
    assert {name for name in counted if not name.startswith(("courses:", "quizzes:", "learners:"))} == set()


def test_t20_codes_and_secrets_are_drawn_by_lot(world):
    made = {phones.issue_join_code(world.people["released"], by=world.com) for _ in range(40)}
    assert len(made) == 40
    assert len({code[0] for code in made}) > 8
