"""What a launch may ask of the record store: its own learner's things, and nothing of anybody else (8.1.3, 8.1.4, 10.2.1, 11)."""

import re

from justice_portal.access import SYSTEM
from learning.cmi5.course import activity_of
from learning.cmi5.keeping import LAUNCH_DATA, PREFERENCES
from learning.cmi5.models import Launch
from learning.xapi import shapes
from learning.xapi.agents import identity
from learning.xapi.door import Asked
from learning.xapi.finding import read_agent
from learning.xapi.models import Provider, Statement
from learning.xapi.parts import media_type
from learning.xapi.problems import Refused
from learning.xapi.reading import read_json

READS = {"GET", "HEAD"}
LANGUAGES = re.compile(rf"(?:{shapes.LANGUAGE.pattern})(?:\s*,\s*(?:{shapes.LANGUAGE.pattern}))*")


def check_access(asked: Asked, place: str, launch: Launch, provider: Provider) -> None:
    """Raise Refused for what is not this launch's to ask. What is merely malformed is left to the store."""
    reads = asked.method in READS
    if "agent" in asked.params and read_agent(asked.params["agent"], "agent") != identity(launch.registration.actor):
        raise Refused("cmi5 11.0: only the learner of the launch may be asked for.", 403)
    registration = asked.params.get("registration", "").lower()
    if registration and registration != str(launch.registration_id):
        raise Refused("cmi5 9.6.1: only the registration of the launch may be asked for.", 403)
    if place == "statements" and reads:
        _check_query(asked, launch, provider)
    if place == "state" and not reads and asked.params.get("stateId", LAUNCH_DATA) == LAUNCH_DATA:
        raise Refused("cmi5 10.2.1.0-5: a part leaves its launch data as it is.", 403)
    if place == "agent-profile" and not reads and asked.params.get("profileId") == PREFERENCES:
        _check_preferences(asked)
    if place == "activity-profile" and not reads:
        raise Refused("What all learners would read, a part may not write.", 403)


def _check_query(asked: Asked, launch: Launch, provider: Provider) -> None:
    params = asked.params
    wanted = params.get("statementId") or params.get("voidedStatementId")
    if wanted and shapes.UUID.fullmatch(wanted):
        row = Statement.objects.within(SYSTEM, None).filter(provider=provider, pk=wanted).first()
        if row is not None and identity(row.said["actor"]) != identity(launch.registration.actor):
            raise Refused("There is no such statement.", 404)
    elif not wanted and "registration" not in params and ("agent" not in params or "related_agents" in params):
        raise Refused("cmi5 8.1.4: ask for the registration, or for the learner, of the launch.", 403)


def _check_preferences(asked: Asked) -> None:
    """The learner's preferences: an object with languages and sound, as the standard has them (11.0.0.0-5, 11.1, 11.2)."""
    if "agent" not in asked.params:
        return  # the store says what is missing
    sound = media_type(asked.content_type)[0] == "application/json" if asked.content_type else False
    told = read_json(asked.body) if sound and asked.method != "DELETE" else None
    if not isinstance(told, dict) or not {"languagePreference", "audioPreference"} <= set(told):
        raise Refused("cmi5 11.0.0.0-5: preferences are an object with languagePreference and audioPreference.", 403)
    languages = told["languagePreference"]
    if not isinstance(languages, str) or not LANGUAGES.fullmatch(languages):
        raise Refused("cmi5 11.1.0.0-1: languagePreference is a list of language tags.", 403)
    if told["audioPreference"] not in {"on", "off", ""}:
        raise Refused("cmi5 11.2: audioPreference is on or off.", 403)


def is_own_launch_data(asked: Asked, launch: Launch) -> bool:
    activity = activity_of(launch.registration.package, launch.unit)
    return asked.params.get("stateId") == LAUNCH_DATA and asked.params.get("activityId") == activity


def is_own_preferences(asked: Asked) -> bool:
    return asked.params.get("profileId") == PREFERENCES
