"""What is sent in odd shapes: read once, read strictly, answered plainly."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.test_access_matrix import policy

NUMBERS = ("99999999999999999999999999", "-1", "1e9", "0x10", "٣", "1_0", "NaN", "2147483648")


@pytest.fixture
def worker(world, browse):
    return browse(world.key_worker)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_of_no_sense_is_no_number(worker, number):
    """V1.4.2: too large, negative, in other digits."""
    for path in ("/people/", "/caseload/"):
        for name in ("page", "before", "prison", "wing"):
            assert worker.get(path, {name: number}).status_code in {200, 302, 404}


def test_what_was_encoded_twice_is_read_once(client, db):
    """V1.1.1: %2561 is the text %61, and never the letter a."""
    assert client.get("/sign-in/").status_code == 200
    assert client.get("/sign-%2569n/").status_code == 404
    assert client.get("/%252e%252e/sign-in/").status_code == 404


def test_the_last_word_counts_where_one_was_sent_twice(client, db):
    """V15.3.7: a field that comes twice is not glued together, and both ends of the house take the same one."""
    body = "login=first-name&login=second-name&password=x"
    page = client.post("/staff/sign-in/", body, "application/x-www-form-urlencoded").content.decode()
    assert "second-name" in page
    assert "first-name" not in page


@pytest.mark.parametrize(
    "body", ["[1", '{"a":1}garbage', "[]", "null", '{"facts": "x"}', '{"facts": [{"at": {}}]}', "\x00"]
)
def test_the_api_reads_json_strictly(world, browse, body):
    """V15.3.5 and V2.2.1: wrong kinds of value are refused, not guessed."""
    response = browse(world.person).post("/api/learning/facts/", body, content_type="application/json")
    assert response.status_code in {400, 409}
    assert json.loads(response.content)


@pytest.mark.parametrize(
    "kind", ["application/xml", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_the_api_takes_json_and_nothing_else(world, browse, kind):
    assert browse(world.person).post("/api/learning/facts/", "<a/>", content_type=kind).status_code == 415


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + b"\x00" * 200,
        b"\x1f\x8b\x08" + b"\x00" * 50,
        b"%PDF-1.7",
        b"\xff\xfea\x00",
        b"<svg onload=alert(1)>",
    ],
)
def test_a_file_that_is_no_list_is_refused_whatever_it_is_called(world, browse, content):
    """V5.2.2 and V5.2.3: the content decides, and nothing packed is unpacked."""
    upload = SimpleUploadedFile("list.csv", content, content_type="text/csv")
    response = browse(world.manager).post(f"/reception/{world.here.pk}/lists/", {"file": upload})
    assert response.status_code in {200, 409}


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "FOO"])
def test_only_the_methods_that_a_page_uses_are_answered(worker, method):
    """V4.1.4 and V13.4.4."""
    for path in ("/", "/people/", "/notices/", "/help-now/"):
        assert worker.generic(method, path).status_code in {403, 405, 501}, path


def test_no_address_that_changes_things_answers_a_get(world, browse):
    """V3.5.3: what is only posted in the policy is never done by a link."""
    from tests.justice_portal.hardening.test_headers import address_of, rows_of

    client, rows = browse(world.manager), rows_of(world)
    posted = [
        name
        for name, row in policy().items()
        if row.get("post") is not None and row.get("get") is None and not row.get("everyone")
    ]
    wrong = [name for name in posted if client.get(address_of(name, rows)).status_code not in {401, 403, 404, 405}]
    assert posted
    assert wrong == []


def test_no_other_site_is_told_anything(client, db):
    """V3.4.2 and V3.5.6: no cross-origin answers, no JSONP."""
    response = client.get("/sign-in/", {"callback": "stolen"}, headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "stolen(" not in response.content.decode()


def test_an_api_call_is_never_led_on(client, db):
    """V4.1.2: an API answers where it was asked, so that a mistake by http is seen and not repaired in silence."""
    assert client.get("/api/jobs/state/").status_code in {401, 403}
