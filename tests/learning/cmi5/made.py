"""Courses of cmi5, made here: tiny and invented; and a part of one, as it would run in a browser."""

import json
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from django.test import Client

from justice_portal import clock
from justice_portal.keys import uuid7
from learning.cmi5 import actions
from learning.xapi.shapes import written
from tests.learning.packages.made import packed

HOST = "packages.testserver"
SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
MAKER = "https://maker.example/course"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories"
EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions"
VERBS = "http://adlnet.gov/expapi/verbs"
PAGE = b"<!doctype html><html><head><title>Brakes</title></head><body><h1>Brakes</h1></body></html>"


def words(title="Mend a bike", description="How to mend it"):
    return "".join(
        f'<{name}><langstring lang="de">Rad</langstring><langstring lang="en-GB">{text}</langstring></{name}>'
        for name, text in (("title", title), ("description", description))
    )


def unit(key="one", url="one.html", more="", title="Brakes", inside=""):
    return f'<au id="{MAKER}/au/{key}" {more}>{words(title)}{inside}<url> {url} </url></au>'


def block(key, held, title="Wheels"):
    return f'<block id="{MAKER}/block/{key}">{words(title)}{held}</block>'


def listed(held, *, key=MAKER, objectives="", space=SPACE):
    return (
        f'<?xml version="1.0"?><courseStructure xmlns="{space}"><course id="{key}">{words()}</course>{objectives}{held}'
        "</courseStructure>"
    )


def objective(key="stop"):
    return f'<objectives><objective id="{MAKER}/objective/{key}">{words("Stop")}</objective></objectives>'


def cmi5(held, **files):
    pages = {name.replace("_", "."): content for name, content in files.items()}
    return packed({"cmi5.xml": held, "one.html": PAGE, "two.html": PAGE, **pages})


class Part:
    """A part while it is open: it knows the address that opened it, and what it reads with its token."""

    def __init__(self, url):
        asked = parse_qs(urlsplit(url).query)
        self.endpoint, self.fetch = (urlsplit(asked[name][0]) for name in ("endpoint", "fetch"))
        self.actor = json.loads(asked["actor"][0])
        self.registration, self.activity = asked["registration"][0], asked["activityId"][0]
        self.client, self.token, self.data = Client(), "", {}

    def take_token(self):
        answer = self.client.post(self.fetch.path, headers={"host": HOST})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
        self.token = answer.json().get("auth-token", self.token)
        return answer.json()

    def ask(self, method, where, body=None, *, kind="application/json", **params):
        headers = {"host": HOST, "X-Experience-API-Version": "1.0.3"}
        if self.token:
            headers["Authorization"] = f"Basic {self.token}"
        content = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        address = f"{self.endpoint.path}/{where}"
        return self.client.generic(
            method, address, content, content_type=kind, headers=headers, query_params=params or None
        )

    def state(self, method="GET", name="LMS.LaunchData", body=None, **params):
        given = {"activityId": self.activity, "agent": json.dumps(self.actor), "registration": self.registration}
        return self.ask(method, "activities/state", body, **{**given, "stateId": name, **params})

    def preferences(self, method="GET", body=None, kind="application/json", **params):
        given = {"agent": json.dumps(self.actor), "profileId": "cmi5LearnerPreferences"}
        return self.ask(method, "agents/profile", body, kind=kind, **{**given, **params})

    def begin(self):
        """What every part does first."""
        self.take_token()
        self.data = self.state().json()
        self.preferences()
        return self

    def statement(self, verb, *, defined=True, **result):
        context = json.loads(json.dumps(self.data["contextTemplate"]))
        context["registration"] = self.registration
        categories = [{"id": f"{CATEGORY}/cmi5"}] if defined else []
        if {"success", "completion"} & set(result):
            categories.append({"id": f"{CATEGORY}/moveon"})
        context["contextActivities"]["category"] = categories
        if "score" in result and "masteryScore" in self.data:
            context["extensions"][f"{EXTENSION}/masteryscore"] = self.data["masteryScore"]
        return {
            "id": str(uuid4()),
            "actor": json.loads(json.dumps(self.actor)),
            "verb": {"id": f"{VERBS}/{verb}"},
            "object": {"id": self.activity},
            "timestamp": written(clock.now()),
            "context": context,
            **({"result": result} if result else {}),
        }

    def put(self, told):
        return self.ask("PUT", "statements", told, statementId=told["id"])

    def say(self, verb, **result):
        """Send a statement that must be taken."""
        answer = self.put(self.statement(verb, **FITS.get(verb, {}) | result))
        assert answer.status_code == 204, answer.content

    def is_refused(self, told):
        answer = self.put(told) if "id" in told else self.ask("POST", "statements", told)
        return answer.status_code == 403 and b"cmi5" in answer.content


FITS = {
    "completed": {"completion": True, "duration": "PT20S"},
    "passed": {"success": True, "duration": "PT20S"},
    "failed": {"success": False, "duration": "PT20S"},
    "terminated": {"duration": "PT30S"},
}


def tried(package, by, number=0, mode="Normal", registration=None):
    """A part that somebody tries, with its launch."""
    from learning.cmi5.launching import launch_address

    held = registration or actions.try_course(package, key=uuid7(), by=by)
    launch = actions.try_unit(held, key=uuid7(), unit=number, mode=mode, portal="http://testserver", by=by)
    return Part(launch_address(launch)), launch


def learning(package, person, by, number=0):
    """A part that a learner opened, with its launch."""
    from learning.cmi5.launching import launch_address

    held = actions.begin_course(person, package=package, by=by)
    launch = actions.open_unit(held, key=uuid7(), unit=number, portal="http://testserver", by=by)
    return Part(launch_address(launch)), launch
