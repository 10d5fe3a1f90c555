"""What the store knows of agents and activities, and of itself (Communication 2.4, 2.5, 2.8)."""

from django.http import HttpResponse, JsonResponse

from justice_portal.access import SYSTEM
from learning.xapi import shapes
from learning.xapi.agents import IDENTIFIERS, agent_or_group
from learning.xapi.door import ANSWERS_AS, Asked, door
from learning.xapi.models import KnownActivity, digest
from learning.xapi.problems import Refused
from learning.xapi.reading import read_json


@door("GET", "HEAD")
def agents(asked: Asked) -> HttpResponse:
    """The Person of an agent: what the request itself names, and nothing more. Two names of somebody are never joined."""
    _only(asked, "agent")
    given = read_json(asked.params["agent"], "agent")
    agent_or_group(given, "agent")
    person = {name: [given[name]] for name in ("name", *IDENTIFIERS) if name in given}
    return JsonResponse({"objectType": "Person", **person})


@door("GET", "HEAD")
def activities(asked: Asked) -> HttpResponse:
    _only(asked, "activityId")
    iri = asked.params["activityId"]
    shapes.iri(iri, "activityId")
    known = KnownActivity.objects.within(SYSTEM, None).filter(provider=asked.provider, iri_hash=digest(iri)).first()
    definition = {"definition": known.definition} if known else {}
    return JsonResponse({"objectType": "Activity", "id": iri, **definition})


@door("GET", "HEAD", is_open=True)
def about(asked: Asked) -> HttpResponse:
    """Which versions are spoken here. Nothing else is told to who has no key."""
    return JsonResponse({"version": [ANSWERS_AS[asked.version]], "extensions": {}})


def _only(asked: Asked, name: str) -> None:
    if set(asked.params) != {name}:
        raise Refused(f"This address takes {name} and no other parameter.")
