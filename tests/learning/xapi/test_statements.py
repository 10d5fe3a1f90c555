"""What the standard asks of statements, and we rely on; the ids are those of ADL's list of requirements."""

import base64
import hashlib
import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from justice_portal import clock
from learning.xapi.models import Statement
from tests.learning.xapi.conftest import ATTACHMENT, VERSIONS, Store, statement

AGENT = {"mbox": "mailto:someone@example.invalid"}
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
SUB = {"objectType": "SubStatement", "actor": AGENT, "verb": {"id": "http://example.invalid/v"}}
REFUSED = {
    "XAPI-00001 null": {"actor": {**AGENT, "name": None}},
    "XAPI-00003 no actor": {"actor": ...},
    "XAPI-00004 no verb": {"verb": ...},
    "XAPI-00005 no object": {"object": ...},
    "XAPI-00006 text for a number": {"result": {"score": {"max": "100"}}},
    "XAPI-00006 a number for a flag": {"result": {"success": 1}},
    "XAPI-00007 a property that is not known": {"colour": "blue"},
    "XAPI-00011 an IRI without a scheme": {"verb": {"id": "attended"}},
    "XAPI-00016 voiding without a reference": {"verb": {"id": VOIDED}},
    "XAPI-00029 id is no UUID": {"id": "1"},
    "XAPI-00037 two identifiers": {"actor": {**AGENT, "openid": "http://example.invalid/me"}},
    "XAPI-00040 a group of nobody": {"actor": {"objectType": "Group"}},
    "XAPI-00041 a group in a group": {"actor": {"objectType": "Group", "member": [{"objectType": "Group", **AGENT}]}},
    "XAPI-00064 parts without an interaction": {
        "object": {"id": "http://example.invalid/1", "definition": {"choices": [{"id": "a"}]}}
    },
    "XAPI-00065 an agent that does not say so": {"object": AGENT},
    "XAPI-00070 a statement inside with an id": {
        "object": {**SUB, "id": str(uuid4()), "object": {"id": "http://example.invalid/1"}}
    },
    "XAPI-00071 two levels of statements": {
        "object": {**SUB, "object": {**SUB, "object": {"id": "http://example.invalid/1"}}}
    },
    "XAPI-00072 a reference to no id": {"object": {"objectType": "StatementRef", "id": "there"}},
    "XAPI-00079 a scaled score of two": {"result": {"score": {"scaled": 2}}},
    "XAPI-00080 raw above max": {"result": {"score": {"raw": 11, "max": 10}}},
    "XAPI-00084 a revision of a person": {
        "object": {"objectType": "Agent", **AGENT},
        "context": {"revision": "2"},
    },
    "XAPI-00087 registration is no UUID": {"context": {"registration": "x"}},
    "XAPI-00100 an authority of one": {"authority": {"objectType": "Group", "member": [AGENT]}},
    "XAPI-00101 a version of long ago": {"version": "0.95"},
    "XAPI-00103 a hash that is none": {"attachments": [{**ATTACHMENT, "sha2": "x", "fileUrl": "http://x.invalid/a"}]},
    "XAPI-00118 an extension without an IRI": {"result": {"extensions": {"pace": 1}}},
    "XAPI-00121 a language that is none": {"verb": {"id": "http://example.invalid/v", "display": {"something": "x"}}},
    "XAPI-00123 a moment that is none": {"timestamp": "01/01/2026"},
    "XAPI-00123 an offset that nobody knows": {"timestamp": "2026-01-01T00:00:00-00:00"},
    "XAPI-00124 a duration of weeks and days": {"result": {"duration": "P4W1D"}},
    "XAPI-00127 a file that did not come": {"attachments": [ATTACHMENT]},
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_statement_that_the_standard_does_not_allow_is_refused_and_nothing_is_kept(what, either):
    wrong = {name: value for name, value in statement(**REFUSED[what]).items() if value is not ...}
    answer = either.post([statement(), wrong])  # XAPI-00326: one bad statement, and none of the batch is kept
    assert (answer.status_code, Statement.objects.count()) == (400, 0)
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"id": NaN}', b'{"actor": {}, "actor": {}}', b"\xff", b'"\\ud800"', b"[" * 100_000, b"[]", b"7"],
)
def test_xapi_00014_what_is_no_json_is_refused(body, lrs):
    assert lrs.post(body).status_code == 400


def test_xapi_00146_what_is_sent_is_given_back_with_what_the_store_adds(either):
    told = statement(result={"extensions": {"http://example.invalid/x": None}, "duration": "PT1.239S"})
    with time_machine.travel("2026-03-01T09:00:00Z", tick=False):
        assert either.post(told).json() == [told["id"]]
    answer = either.get(statementId=told["id"])
    assert answer.json() == {
        **told,
        "stored": "2026-03-01T09:00:00.000000Z",
        "timestamp": "2026-03-01T09:00:00.000000Z",
        "version": VERSIONS[either.version],
        "authority": either.provider.agent,
    }
    assert answer.headers["Last-Modified"] == "Sun, 01 Mar 2026 09:00:00 GMT"
    assert answer.headers["X-Experience-API-Version"] == VERSIONS[either.version]


def test_t81_xapi_00142_the_same_statement_twice_is_one_and_another_with_its_id_is_refused(either):
    told = statement(result={"duration": "PT0.12S"})
    assert either.put(told, statementId=told["id"]).status_code == 204
    same = {**told, "result": {"duration": "PT0.1299S"}}  # 4.2.7: hundredths are the finest
    assert either.put(same, statementId=told["id"].upper()).status_code == 204
    other = {**told, "verb": {"id": "http://example.invalid/other"}}
    assert either.put(other, statementId=told["id"]).status_code == 409
    assert either.post([statement(), other]).status_code == 409
    assert [row.said["verb"] for row in Statement.objects.all()] == [told["verb"]]


def test_xapi_00145_put_names_the_statement_and_a_batch_names_each_once(lrs):
    told = statement()
    assert lrs.put(told).status_code == 400
    assert lrs.put(told, statementId=str(uuid4())).status_code == 400
    assert lrs.post([told, told]).status_code == 400
    assert not Statement.objects.exists()


def test_one_provider_sees_nothing_of_another(lrs):
    told, other = statement(), Store("Another course")
    lrs.post(told)
    assert other.get(statementId=told["id"]).status_code == 404
    assert other.ids() == []
    assert other.post(told).status_code == 409  # the id is taken; what it says is not told
    more = lrs.post([statement() for _ in range(3)]) and lrs.get(limit=1).json()["more"]
    assert other.get(more.removeprefix("/xapi/2.0/")).status_code == 404


def test_xapi_00018_a_voided_statement_is_found_only_as_such_whichever_came_first(either):
    for order in (1, -1):
        told = statement()
        voiding = statement(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": told["id"]})
        for one in (told, voiding)[::order]:
            assert either.post(one).status_code == 200
        assert either.get(statementId=told["id"]).status_code == 404
        assert either.get(voidedStatementId=told["id"]).json()["id"] == told["id"]
        assert either.ids(limit=1) == [voiding["id"]]
        again = statement(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": voiding["id"]})
        assert either.post(again).status_code == 400  # XAPI-00016: what voids is not voided


def test_xapi_00164_queries_find_what_they_ask_for_and_nothing_else(lrs):
    registration = str(uuid4())
    person, teacher = {"mbox": "mailto:a@x.invalid"}, {"account": {"homePage": "http://x.invalid/", "name": "t"}}
    parent = {"id": "http://example.invalid/parent"}
    mine = statement(actor=person, context={"registration": registration, "instructor": teacher})
    inside = statement(context={"contextActivities": {"parent": parent}})
    refers = statement(object={"objectType": "StatementRef", "id": mine["id"]})
    other = statement(verb={"id": "http://example.invalid/other"}, object={"id": "http://example.invalid/2"})
    team = statement(actor={"objectType": "Group", "member": [person]})
    for one in (refers, mine, inside, other, team):  # what refers came before what it refers to
        lrs.post(one)
    queries = [
        ({"agent": json.dumps(person)}, [team, mine, refers]),
        ({"agent": json.dumps(teacher)}, []),
        ({"agent": json.dumps(teacher), "related_agents": "true"}, [mine, refers]),
        ({"verb": "http://example.invalid/other"}, [other]),
        ({"activity": "http://example.invalid/2"}, [other]),
        ({"activity": parent["id"]}, []),
        ({"activity": parent["id"], "related_activities": "true"}, [inside]),
        ({"registration": registration}, [mine, refers]),
        ({"registration": registration, "activity": mine["object"]["id"], "ascending": "true"}, [refers, mine]),
        ({"since": clock.now().isoformat()}, []),
        ({"until": (clock.now() - timedelta(days=1)).isoformat()}, []),
    ]
    for asked, found in queries:
        assert lrs.ids(**asked) == [one["id"] for one in found], asked


def test_xapi_00108_more_leads_through_every_page_once_in_order(either):
    told = [statement() for _ in range(7)]
    either.post(told)
    for ascending in ("true", "false"):
        answer, found = either.get(limit=3, ascending=ascending).json(), []
        while True:
            found += [one["id"] for one in answer["statements"]]
            if not answer["more"]:
                break
            answer = either.get(answer["more"].removeprefix(f"/xapi/{either.version}/")).json()
        assert found == [one["id"] for one in told][:: 1 if ascending == "true" else -1]


def test_xapi_00170_formats(lrs):
    words = {"en": "Ran", "cy": "Rhedodd"}
    activity = {"id": "http://example.invalid/run", "definition": {"name": words}}
    group = {"objectType": "Group", "mbox": "mailto:g@x.invalid", "name": "Us"}
    told = statement(actor=group, verb={"id": "http://example.invalid/ran", "display": words}, object=activity)
    lrs.post(told)
    asked = {"statementId": told["id"], "headers": {"Accept-Language": "fr;q=0.9, cy-GB;q=0.8, en;q=0.1"}}
    ids, canonical = lrs.get(format="ids", **asked).json(), lrs.get(format="canonical", **asked).json()
    assert ids["actor"] == {"objectType": "Group", "mbox": "mailto:g@x.invalid"}
    assert (ids["verb"], ids["object"]) == ({"id": told["verb"]["id"]}, {"id": activity["id"]})
    assert canonical["verb"]["display"] == canonical["object"]["definition"]["name"] == {"cy": "Rhedodd"}
    assert lrs.get(format="exact", **asked).json()["object"] == activity


def test_xapi_00153_every_answer_to_get_says_how_far_it_reaches(either):
    for asked in ({}, {"limit": "many"}, {"statementId": str(uuid4())}, {"nonsense": 1}):
        answer = either.get(**asked)
        assert answer.status_code in {200, 400, 404}
        assert answer.headers["X-Experience-API-Consistent-Through"].endswith("Z")


@pytest.mark.parametrize(
    "asked",
    [
        {"statementId": "1"},
        {"StatementId": str(uuid4())},
        {"statementId": str(uuid4()), "voidedStatementId": str(uuid4())},
        {"statementId": str(uuid4()), "limit": 1},
        {"agent": "{"},
        {"agent": '{"name": "nobody"}'},
        {"verb": "ran"},
        {"since": "yesterday"},
        {"limit": "-1"},
        {"format": "short"},
        {"attachments": "maybe"},
        {"registration": "x"},
    ],
)
def test_xapi_00324_a_query_that_the_standard_does_not_know_is_refused(asked, either):
    assert either.get(**asked).status_code == 400


def test_xapi_00126_head_is_get_without_a_body(either):
    either.post(statement())
    answer = either.send("HEAD", "statements")
    assert (answer.status_code, answer.content) == (200, b"")


def multipart(told, *parts, kind="application/json"):
    lines = [f"--cut\r\nContent-Type: {kind}\r\n\r\n".encode() + json.dumps(told).encode()]
    for content, headers in parts:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        lines.append(f"--cut\r\n{head}\r\n".encode() + content)
    return b"\r\n".join([*lines, b"--cut--\r\n"])


def part(content, sha2=None):
    return content, {
        "Content-Type": "text/plain",
        "Content-Transfer-Encoding": "binary",
        "X-Experience-API-Hash": sha2 or hashlib.sha256(content).hexdigest(),
    }


def send_parts(store, body, boundary="cut"):
    return store.send("POST", "statements", {}, body, content_type=f"multipart/mixed; boundary={boundary}")


def test_xapi_00161_attachments_come_along_and_go_out_on_request_only(either):
    told = statement(attachments=[ATTACHMENT])
    assert send_parts(either, multipart(told, part(b"paper"))).status_code == 200
    plain = either.get(statementId=told["id"], attachments="false")
    assert plain.headers["Content-Type"] == "application/json"
    full = either.get(statementId=told["id"], attachments="true")
    assert full.headers["Content-Type"].startswith("multipart/mixed; boundary=")
    assert b"\r\n\r\npaper\r\n--" in full.content
    assert ATTACHMENT["sha2"].encode() in full.content


@pytest.mark.parametrize(
    ("body", "boundary"),
    [
        (multipart(statement(attachments=[ATTACHMENT])), "cut"),  # XAPI-00129: bytes are missing
        (multipart(statement(), part(b"paper")), "cut"),  # XAPI-00128: a part that belongs to nothing
        (multipart(statement(attachments=[ATTACHMENT]), part(b"other", ATTACHMENT["sha2"])), "cut"),  # XAPI-00134
        (multipart(statement(attachments=[ATTACHMENT]), (b"paper", {"Content-Type": "text/plain"})), "cut"),
        (multipart(statement(attachments=[ATTACHMENT]), part(b"paper"), kind="text/plain"), "cut"),  # XAPI-00132
        (multipart(statement(attachments=[ATTACHMENT]), part(b"paper")), "other"),  # XAPI-00130
        (multipart(statement(attachments=[ATTACHMENT]), part(b"paper")), ""),  # XAPI-00131
    ],
)
def test_parts_that_do_not_fit_their_statements_are_refused(body, boundary, lrs):
    assert send_parts(lrs, body, boundary).status_code == 400
    assert not Statement.objects.exists()


def signed(told, *, algorithm="RS256", payload=None):
    """The statement with a signature of it."""
    key = rsa.generate_private_key(65537, 2048)
    pieces = [json.dumps({"alg": algorithm}), json.dumps(payload or told)]
    head = b".".join(base64.urlsafe_b64encode(one.encode()).rstrip(b"=") for one in pieces)
    token = head + b"." + base64.urlsafe_b64encode(key.sign(head, padding.PKCS1v15(), hashes.SHA256())).rstrip(b"=")
    usage = "http://adlnet.gov/expapi/attachments/signature"
    about = {**ATTACHMENT, "usageType": usage, "contentType": "application/octet-stream"}
    about |= {"length": len(token), "sha2": hashlib.sha256(token).hexdigest()}
    return multipart({**told, "attachments": [about]}, part(token))


def test_xapi_00115_a_signature_signs_the_statement_that_it_comes_with(lrs):
    told = statement()
    assert send_parts(lrs, signed(told)).status_code == 200
    assert send_parts(lrs, signed(statement(), algorithm="HS256")).status_code == 400  # XAPI-00117
    changed = statement(result={"score": {"raw": 10}})
    assert send_parts(lrs, signed(changed, payload={**changed, "result": {"score": {"raw": 1}}})).status_code == 400
    assert lrs.ids() == [told["id"]]
