"""Documents, what is known of agents and activities, and the door itself: versions, keys, limits."""

import ast
import json
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from learning.xapi import storing
from learning.xapi.actions import name_for
from learning.xapi.models import Document, Provider, Statement, StatementKey
from tests.learning.xapi.conftest import statement

AGENT = json.dumps({"mbox": "mailto:someone@example.invalid"})
STATE = {"activityId": "http://example.invalid/course/1", "agent": AGENT, "stateId": "page"}
PLACES = {
    "activities/state": STATE,
    "agents/profile": {"agent": AGENT, "profileId": "likes"},
    "activities/profile": {"activityId": "http://example.invalid/course/1", "profileId": "pages"},
}


@pytest.mark.parametrize("where", PLACES)
def test_xapi_00322_documents_are_changed_only_by_who_knows_them(where, either):
    asked = PLACES[where]
    first = either.put({"at": 1}, where, headers={"If-None-Match": "*"}, **asked)
    assert first.status_code == 204
    assert either.put({"at": 2}, where, headers={"If-None-Match": "*"}, **asked).status_code == 412
    assert either.put({"at": 2}, where, headers={"If-Match": '"other"'}, **asked).status_code == 412
    kept = either.get(where, **asked)
    assert (kept.json(), kept.headers["Content-Type"]) == ({"at": 1}, "application/json")
    assert either.put({"at": 2}, where, headers={"If-Match": kept.headers["ETag"]}, **asked).status_code == 204
    assert either.post({"to": 3}, where, **asked).status_code == 204  # XAPI-00184: joined, one level deep
    assert either.get(where, **asked).json() == {"at": 2, "to": 3}
    names = {name: value for name, value in asked.items() if name not in {"stateId", "profileId"}}
    assert either.get(where, **names).json() == [asked.get("stateId") or asked["profileId"]]
    assert either.send("DELETE", where, asked).status_code == 204
    assert either.get(where, **asked).status_code == 404
    assert either.get(where, **names).json() == []


def test_the_versions_differ_in_who_may_write_without_a_word(either):
    """1.0.3, 3.1: a state is written over, a profile needs a revision. 2.0, 4.1.4: nothing is written over."""
    is_old = either.version == "1.0.3"
    for where, asked in PLACES.items():
        is_state = where == "activities/state"
        assert either.put({}, where, **asked).status_code == (400 if is_old and not is_state else 204)
        either.post({"there": 1}, where, **asked)
        assert either.put({}, where, **asked).status_code == (204 if is_old and is_state else 409)


@pytest.mark.parametrize("missing", ["activityId", "agent", "stateId"])
def test_xapi_00210_a_state_says_of_what_and_of_whom(missing, lrs):
    asked = {name: value for name, value in STATE.items() if name != missing}
    assert lrs.put({}, "activities/state", **asked).status_code == 400
    for wrong in ({"registration": "x"}, {"agent": "me"}, {"activityId": "course"}, {"since": "x"}, {"more": 1}):
        assert lrs.put({}, "activities/state", **{**STATE, **wrong}).status_code == 400
    assert not Document.objects.exists()


def test_xapi_00229_only_objects_in_json_are_joined(lrs):
    lrs.put(b"words", "activities/state", **STATE)  # said to be JSON, and is not
    assert not Document.objects.exists()
    lrs.send("PUT", "activities/state", STATE, b"words", content_type="text/plain")
    assert lrs.post({"a": 1}, "activities/state", **STATE).status_code == 400
    answer = lrs.get("activities/state", **STATE)
    assert (answer.content, answer.headers["Content-Disposition"]) == (b"words", "attachment")


def test_registrations_are_kept_apart_and_go_together(lrs):
    first, second = str(uuid4()), str(uuid4())
    for one in ({}, {"registration": first}, {"registration": second}):
        lrs.put({"of": one}, "activities/state", **STATE, **one)
    assert lrs.get("activities/state", **STATE, registration=first).json() == {"of": {"registration": first}}
    place = {name: value for name, value in STATE.items() if name != "stateId"}
    lrs.send("DELETE", "activities/state", {**place, "registration": first})
    assert Document.objects.count() == 2
    lrs.send("DELETE", "activities/state", place)
    assert not Document.objects.exists()


def test_what_is_known_of_an_activity_grows_and_an_agent_is_only_who_was_asked_for(either):
    iri = "http://example.invalid/run"
    either.post(statement(object={"id": iri, "definition": {"name": {"en": "Run"}}}))
    either.post(statement(object={"id": iri, "definition": {"name": {"cy": "Rhedeg"}}}))
    assert either.get("activities", activityId=iri).json()["definition"] == {"name": {"en": "Run", "cy": "Rhedeg"}}
    assert either.get("activities", activityId="http://example.invalid/none").json()["id"].endswith("none")
    person = either.get("agents", agent=AGENT).json()
    assert person == {"objectType": "Person", "mbox": ["mailto:someone@example.invalid"]}
    assert either.get("activities").status_code == either.get("agents", agent="x").status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": None}, 401),  # XAPI-00334
        ({"Authorization": "Basic Zm9vOmJhcg=="}, 401),
        ({"Authorization": "Basic !!"}, 401),
        ({"Authorization": "Basic AAAA"}, 401),
        ({"X-Experience-API-Version": None}, 400),  # XAPI-00331
        ({"X-Experience-API-Version": "0.95"}, 400),
    ],
)
def test_the_door_opens_to_a_key_and_a_version(headers, status, either):
    answer = either.post(statement(), headers=headers)
    assert (answer.status_code, Statement.objects.count()) == (status, 0)
    assert answer.headers["X-Experience-API-Version"]
    assert ("WWW-Authenticate" in answer.headers) is (status == 401)
    assert either.get("about", headers=headers).status_code == 200


def test_a_key_that_was_ended_opens_nothing_and_its_secret_is_kept_as_a_hash(lrs):
    assert lrs.secret not in str(Provider.objects.values())
    assert AuditEvent.objects.filter(event="xapi.provider_opened").count() == 1
    call_command("xapi_provider", lrs.provider.name, "--end", verbosity=0)
    assert lrs.get().status_code == 401


def test_xapi_00336_a_form_may_stand_for_a_request_in_the_old_version_only(either):
    told = statement()
    form = {"statementId": told["id"], "content": json.dumps(told), **either.headers()}

    def send(form, query="method=PUT"):
        return either.client.post(
            f"/xapi/{either.version}/statements?{query}",
            urlencode(form),
            content_type="application/x-www-form-urlencoded",
            headers=either.headers() if either.version == "2.0" else {},
        )

    if either.version == "2.0":
        assert send(form).status_code == 400
        return
    assert send(form).status_code == 204
    assert send({**either.headers(), "limit": 1}, "method=GET").json()["statements"][0]["id"] == told["id"]
    assert send({**form, "X-Experience-API-Version": "0.8"}).status_code == 400
    assert send(form, f"method=PUT&statementId={told['id']}").status_code == 400
    assert send({**either.headers(), "statementId": str(uuid4())}).status_code == 400
    assert send({**form, "Authorization": "Basic Zm9vOmJhcg=="}).status_code == 401


def test_a_key_may_tell_only_so_much(lrs):
    Provider.objects.update(most_a_day=2)
    assert lrs.post([statement(), statement(), statement()]).status_code == 429
    assert lrs.post([statement(), statement()]).status_code == 200
    assert lrs.post(statement()).status_code == 429
    Provider.objects.update(most_a_day=100, most_bytes=lrs.provider.bytes_kept + 10)
    assert lrs.post(statement()).status_code == 413
    assert lrs.put({"long": "x" * 20}, "activities/state", **STATE).status_code == 413
    assert lrs.post([statement() for _ in range(501)]).status_code == 413
    assert (Statement.objects.count(), Document.objects.count()) == (2, 0)


def test_a_provider_speaks_of_a_person_by_a_name_that_only_it_knows(lrs, world, settings):
    known = name_for(world.someone, provider=lrs.provider, by=SYSTEM)
    assert name_for(world.someone, provider=lrs.provider, by=SYSTEM) == known
    actor = {"account": {"homePage": settings.SITE_URL, "name": str(known.pk)}}
    stranger = {"account": {"homePage": settings.SITE_URL, "name": str(uuid4())}}
    elsewhere = {"account": {"homePage": "http://x.invalid/", "name": str(known.pk)}}
    for one in (actor, stranger, elsewhere):
        lrs.post(statement(actor=one))
    lrs.put({}, "activities/state", **{**STATE, "agent": json.dumps(actor)})
    assert [row.person for row in Statement.objects.order_by("stored_at")] == [world.someone, None, None]
    assert Document.objects.get().person == world.someone
    lrs.get(agent=json.dumps(actor))
    for event in ("xapi.statements_received", "xapi.statements_sent", "xapi.document_written"):
        assert AuditEvent.objects.filter(event=event, subjects__contains=[world.someone.pk]).exists(), event
    assert Statement.objects.visible_to(world.someone.user).count() == 1
    assert not Statement.objects.visible_to(world.tutor_elsewhere).exists()


@pytest.mark.parametrize("sql", ["UPDATE learning_statement SET said = '{}'", "DELETE FROM learning_statement"])
def test_the_database_refuses_to_change_or_delete_a_statement(sql, lrs):
    lrs.post(statement())
    with pytest.raises(DatabaseError, match="Cannot (update|delete)"), transaction.atomic():
        connection.cursor().execute(sql)


def test_each_month_has_its_part_and_an_id_is_there_once_over_all_of_them(lrs, time_machine):
    told = statement()
    time_machine.move_to("2031-01-31T23:59:59Z", tick=False)
    lrs.post(told)
    time_machine.move_to("2031-02-01T00:00:00Z", tick=False)
    assert lrs.post([told, statement()]).status_code == 200
    assert lrs.post({**told, "result": {}}).status_code == 409
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM learning_statement ORDER BY stored_at")
        assert [row[0] for row in cursor] == ["learning_statement_2031_01", "learning_statement_2031_02"]
    assert Statement.objects.count() == StatementKey.objects.count() == 2


def test_t74_no_address_from_outside_is_ever_opened():
    """Nothing in the room can make a request: an IRI is a name, and is only looked at."""
    outward = {"socket", "ssl", "http", "requests", "urllib3", "urllib.request", "httpx", "aiohttp", "subprocess"}
    for path in Path(storing.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            assert not outward & set(names), path.name
