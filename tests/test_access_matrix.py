"""Every URL, every kind of user, every state of a person: one real request each, against the policy in tests/access (T01)."""

import random
from collections import Counter, deque
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from tests.policy import arguments, policy, room_rows, url_names
from tests.signing_in import sign_in
from tests.world import KINDS, STATES, build_world

#: State of the person -> kinds of user who reach that person. The policy, in words: staff of the place reach who is
#: there; a caseload reaches its own; in transfer and after release only the COM and the estate do; a restricted case only
#: who is named. Kept apart from access.py on purpose.
REACHED = {
    "here": {
        "person", "mentor", "legal", "key_worker", "pom", "com", "tutor", "moderator", "safer_custody", "manager", "administrator",
    },
    "elsewhere": {
        "person_elsewhere", "mentor_elsewhere", "key_worker_elsewhere", "pom_elsewhere", "com_elsewhere",
        "tutor_elsewhere", "moderator_elsewhere", "safer_custody_elsewhere", "manager_elsewhere", "administrator",
    },
    "in_transfer": {"com", "administrator"},
    "released": {"com", "administrator"},
    "restricted": {"pom"},
}  # fmt: skip
#: Who still reads rows made in the place that the person left.
LEFT_PLACE = {"tutor", "moderator", "safer_custody", "manager"}
CASELOAD = {"key_worker", "pom", "com", "mentor", "person", "legal"}
ALLOWED_GET, ALLOWED_POST = {200, 302}, {200, 201, 202, 302, 303, 400, 409, 413, 415}


def role_of(kind):
    return kind.removesuffix("_elsewhere")


def reaches(row, kind, state, roles):
    """How the policy lets a kind of user, if of one of roles, reach the row: "live", "left" (reading only), or None."""
    role = role_of(kind)
    if row.get("everyone"):
        return "live" if kind != "anonymous" else None
    if role not in roles.split():
        return None
    if not row.get("kwargs") or row.get("estate"):
        return "live"
    place_state = "elsewhere" if state == "elsewhere" else "here"
    if kind in (REACHED[place_state] - CASELOAD if row.get("place") else REACHED[state]):
        return "live"
    left = row.get("left_place_reads") and state in {"in_transfer", "released"} and kind in LEFT_PLACE
    return "left" if left else None


def test_every_url_has_a_policy_row_and_every_row_a_url():
    assert url_names() - set(policy()) == set(), "URLs without a row in tests/access"
    assert set(policy()) - url_names() == set(), "rows without a URL"


class Standing:
    """One world for every page: its rows and clients are made when first asked for, and each request is undone.

    The clock stands still meanwhile, so that no session and no visit ends.
    """

    def __init__(self):
        self.world = build_world()
        self.moment = clock.now()
        self.clients = {"anonymous": Client()}
        self.rows = {}

    def client(self, kind):
        if kind not in self.clients:
            self.clients[kind] = sign_in(Client(), getattr(self.world, kind))
        return self.clients[kind]

    def rows_of(self, state):
        if state not in self.rows:
            person = self.world.people[state]
            made = [make(self.world, state, person) for make in room_rows()]
            often = Counter(name for rows in made for name in rows)
            assert max(often.values()) == 1, f"two rooms name a row alike: {often.most_common(3)}"
            self.rows[state] = {"person": person} | {name: row for rows in made for name, row in rows.items()}
        return self.rows[state]


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker, tmp_path_factory):
    """One transaction for this file instead of one for each test; the first test puts the standing world into it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield SimpleNamespace(world=None, media=tmp_path_factory.mktemp("media"))
        transaction.set_rollback(True)


@pytest.fixture
def standing(db, settings):
    settings.MEDIA_ROOT = db.media
    db.world = db.world or Standing()
    with clock.held(db.world.moment):
        yield db.world


def states_of(row):
    if not row.get("kwargs") or row.get("estate"):
        return ("here",)
    return tuple(row.get("only", " ".join(STATES)).split())


@pytest.mark.parametrize("name", sorted(policy()))
def test_page_answers_each_user_as_the_policy_says(name, standing):
    """A sample for every change."""
    check(name, standing, sample)


@pytest.mark.proof
@pytest.mark.parametrize("name", sorted(policy()))
def test_page_answers_every_user_in_every_state_as_the_policy_says(name, standing):
    check(name, standing, lambda name, cases: cases)


def check(name, standing, choose):
    row, wrong = policy()[name], []
    for state, kind, verb, wanted in choose(name, list(cases_of(row))):
        url = reverse(name, kwargs=arguments(row, standing.rows_of(state)) if row.get("kwargs") else None)
        client = standing.client(kind)
        cookies = client.cookies.copy()
        status, where = send(getattr(client, verb.lower()), url)
        client.cookies = cookies  # a page that signs out is undone as well
        if said := fault(verb, row, kind, status, where, wanted):
            wrong.append(f"{state} {kind}: {said}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


def cases_of(row):
    """(state, kind, verb, wanted): wanted is "allowed", "door" or a status."""
    get, post = row.get("get"), row.get("post")
    for state in states_of(row):
        for kind in KINDS:
            seen = reaches(row, kind, state, f"{row.get('see', '')} {get or ''} {post or ''}")
            if get is not None or row.get("everyone") or row.get("public"):
                allowed = row.get("public") or reaches(row, kind, state, get or "")
                if allowed == "left" and row.get("see"):
                    allowed = None  # a page that changes things: the place that was left only reads
                yield state, kind, "GET", verdict(row, kind, allowed, seen and bool(row.get("see")))
            if post is not None and not row.get("public"):
                allowed = seen == "live" and (row.get("everyone") or role_of(kind) in post.split())
                yield state, kind, "POST", verdict(row, kind, allowed, seen)


def verdict(row, kind, allowed, seen):
    if allowed:
        return "allowed"
    if kind == "anonymous":
        return "door"
    return 403 if seen else row.get("refuse", 404)


def sample(name, cases):
    """Where the person is here: each role that may not look, and three each of those that a verb lets in or may not send.

    In each other state, one user who is let in and one who is not. The proof asks for all.
    """
    dice, groups = random.Random(name), {}
    for case in cases:
        state, kind, verb, wanted = case
        if state != "here":
            group, most = (state, wanted == "allowed"), 1
        elif verb == "GET" and wanted != "allowed":
            group, most = (verb, wanted, role_of(kind)), 1
        else:
            group, most = (verb, wanted), 3
        groups.setdefault((group, most), []).append(case)
    for (_group, most), group in groups.items():
        yield from dice.sample(group, min(len(group), most))


def send(method, url):
    """One request, undone afterwards."""
    with transaction.atomic():
        response = method(url)
        transaction.set_rollback(True)
    if response.streaming:  # read to its end: closing it half-way would close the test's own connection
        deque(response.streaming_content, maxlen=0)
    return response.status_code, response.headers.get("Location", "")


def fault(verb, row, kind, status, where, wanted):
    """What is wrong with the answer, or nothing."""
    to_door = status == 302 and "sign-in" in where
    if wanted == "allowed":
        good = {row["status"]} if verb == "GET" and "status" in row else ALLOWED_GET if verb == "GET" else ALLOWED_POST
        good = good | {409} if row.get("asks") else good
        right = status in good and (not to_door or row.get("public") or row.get("to_door"))
    elif wanted == "door":
        right = to_door or status in {401, 403}
    else:
        right = status == wanted
    return "" if right else f"{verb} should be {wanted}, was {status} {where}"
