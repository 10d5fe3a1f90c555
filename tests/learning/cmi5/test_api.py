"""The tutor's API, as the adapter of the conformance suite uses it: send, launch, waive, abandon, read what was said."""

import base64
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from justice_portal.jobs.running import run_job
from justice_portal.keys import uuid7
from learning.models import Package, PackageTry
from tests.learning.cmi5.made import Part, cmi5, learning, listed, unit
from tests.learning.packages.made import offered

BASE = "/api/learning/cmi5"
ACTOR = {"account": {"homePage": "https://suite.example/lts", "name": "001.zip"}}


class Program:
    """A program that holds a tutor's key, and no cookie."""

    def __init__(self, user):
        user.email = f"{user.pk.hex}@staff.example"
        user.save()
        out = StringIO()
        call_command("cmi5_key", user.email.upper(), stdout=out)
        pair = base64.b64encode(f"tutor:{out.getvalue().strip()}".encode()).decode()
        self.client, self.headers = Client(), {"Authorization": f"Basic {pair}"}

    def get(self, where, **params):
        return self.client.get(f"{BASE}/{where}", params, headers=self.headers)

    def post(self, where, body=None):
        return self.client.post(f"{BASE}/{where}", body or {}, content_type="application/json", headers=self.headers)

    def send(self, content, key=None):
        file = SimpleUploadedFile("course.zip", content)
        answer = self.client.post(f"{BASE}/courses/", {"file": file, "key": str(key or uuid7())}, headers=self.headers)
        if answer.status_code == 202:
            run_job(Package.objects.get(pk=answer.json()["id"]).job_id)
        return answer


@pytest.fixture
def program(world):
    return Program(world.tutor)


def test_a_program_does_all_that_the_conformance_suite_asks_for(world, program):
    key = uuid7()
    sent = [
        program.send(cmi5(listed(unit(more='moveOn="Completed"') + unit("two", "two.html"))), key)
        for _twice in range(2)
    ]
    assert [one.status_code for one in sent] == [202, 202]
    course = program.get(f"courses/{key}/").json()
    assert (course["status"], course["problem"], [one["unit"] for one in course["units"]]) == ("ready", "", [0, 1])
    told = program.post(f"courses/{key}/launch/", {"unit": 0, "actor": ACTOR}).json()
    part = Part(told["url"])
    assert part.actor == {"objectType": "Agent", **ACTOR}
    assert (
        part.client.get(told["url"].partition("testserver")[2], headers={"host": "packages.testserver"}).status_code
        == 200
    )
    part.begin().say("initialized")
    closed = [program.post(f"launches/{told['session']}/abandon/").json()["abandoned_at"] for _twice in range(2)]
    assert closed[0] == closed[1]
    assert part.put(part.statement("experienced", defined=False)).status_code == 401
    again = program.post(
        f"courses/{key}/launch/", {"unit": 0, "registration": told["registration"], "mode": "Browse"}
    ).json()
    assert (again["registration"], Part(again["url"]).actor) == (told["registration"], part.actor)
    waived = program.post(
        f"registrations/{told['registration']}/waive/", {"unit": 0, "reason": "Administrative"}
    ).json()
    assert (waived["states"]["0"]["waived"], waived["satisfied"]) == ("Administrative", ["course"])
    found = program.get("statements", registration=told["registration"], ascending="true").json()["statements"]
    verbs = [one["verb"]["id"].rpartition("/")[2] for one in found]
    assert verbs == ["launched", "initialized", "abandoned", "launched", "waived", "satisfied"]
    assert not PackageTry.objects.exists(), "it counts for nobody"


def test_bad_input_is_answered_clearly_and_changes_nothing(world, program):
    assert program.send(b"# words").status_code == 202
    course = Package.objects.get()
    told = program.get(f"courses/{course.pk}/").json()
    assert (told["status"], told["problem"], told["units"]) == ("refused", "zip", [])
    assert program.post(f"courses/{course.pk}/launch/", {"unit": 0}).status_code == 404
    assert program.client.post(f"{BASE}/courses/", {}, headers=program.headers).status_code == 400
    good = offered(cmi5(listed(unit())), world.tutor)
    ours = {"account": {"homePage": "http://testserver", "name": "x"}}
    for body in ({}, {"unit": -1}, {"unit": 0, "mode": "x"}, {"unit": 0, "actor": {"mbox": "x"}}, {"unit": 0, "actor": ours},
                 {"unit": 0, "registration": "x"}, {"unit": "0"}):  # fmt: skip
        assert program.post(f"courses/{good.pk}/launch/", body).status_code == 400, body
    assert program.post(f"courses/{good.pk}/launch/", {"unit": 5}).status_code == 409
    assert program.get("statements").status_code == 400
    assert program.get("statements", registration=str(uuid7())).status_code == 404


def test_a_key_ends_with_the_passphrase_and_opens_nothing_else(world, program):
    part, launch = learning(offered(cmi5(listed(unit())), world.tutor), world.someone, world.person)
    elsewhere = Program(world.tutor_elsewhere)
    assert (
        elsewhere.post(
            f"registrations/{launch.registration_id}/waive/", {"unit": 0, "reason": "Administrative"}
        ).status_code
        == 404
    )
    assert elsewhere.post(f"launches/{launch.pk}/abandon/").status_code == 404
    assert elsewhere.get("statements", registration=part.registration).status_code == 404
    assert program.get("statements", registration=part.registration).status_code == 200
    mine = {"unit": 0, "registration": part.registration}
    assert program.post(f"courses/{launch.registration.package_id}/launch/", mine).status_code == 409, (
        "nobody's place is taken"
    )
    assert program.client.get("/learn/packages/", headers=program.headers).status_code == 302, "pages know no key"
    for wrong in ("Basic x", "Basic " + base64.b64encode(b"tutor:x").decode(), ""):
        assert program.client.get(f"{BASE}/statements", headers={"Authorization": wrong}).status_code in {401, 403}
    world.tutor.set_password("another long passphrase for a tutor")
    world.tutor.save()
    assert program.get("statements", registration=part.registration).status_code == 401


def test_the_api_is_described():
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    told = {one["operationId"] for path, ways in paths.items() if path.startswith(BASE) for one in ways.values()}
    assert told == {
        "cmi5_course_send",
        "cmi5_course_show",
        "cmi5_launch",
        "cmi5_waive",
        "cmi5_abandon",
        "cmi5_statements",
    }
