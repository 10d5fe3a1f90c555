"""What a course of cmi5 keeps in the record store: statements of ours, and the documents of a launch. Called by actions."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from justice_portal import clock
from justice_portal.access import SYSTEM
from learning.cmi5 import statements
from learning.cmi5.course import COURSE, activity_of
from learning.cmi5.figures import satisfied, score_of, success_of
from learning.cmi5.launching import VERSION, return_address
from learning.cmi5.models import Launch, Registration
from learning.packages.models import PLAUSIBLE, Package, PackageTry
from learning.xapi.actions import open_provider, store_statements, write_document
from learning.xapi.documents import How, read_where
from learning.xapi.models import Document, Provider

LAUNCH_DATA, PREFERENCES = "LMS.LaunchData", "cmi5LearnerPreferences"
LONGEST_SILENCE = 3600


def provider_of(package: Package) -> Provider:
    """The part of the record store that belongs to one course. Nobody holds its secret: launches have tokens of their own."""
    name = f"cmi5 {package.pk.hex}"
    with transaction.atomic():
        Package.objects.select_for_update().get(pk=package.pk)
        found: Provider | None = Provider.objects.filter(name=name).first()
        return found or open_provider(Provider, name=name, by=SYSTEM)[0]


def named_at_random(name: object) -> dict[str, Any]:
    """An actor who is nobody to the course (8.1.3, 9.2)."""
    return {"objectType": "Agent", "account": {"homePage": settings.SITE_URL, "name": str(name)}}


def tell(registration: Registration, told: Sequence[dict[str, Any]]) -> None:
    """Keep statements of ours."""
    if told:
        provider = provider_of(registration.package)
        store_statements(provider, statements=told, files={}, version=VERSION, by=SYSTEM)


def add_up(registration: Registration, session: UUID | None = None) -> None:
    """Say of each block, and of the course, that all is done, as soon as it is and once (9.3.9); keep the claim."""
    done = satisfied(registration.package.structure["cmi5"], registration.states)
    new = [one for one in done if one not in registration.satisfied]
    key = session or uuid4()
    tell(registration, [statements.satisfied(registration, one, key) for one in new])
    registration.satisfied = [*registration.satisfied, *new]
    registration.save(update_fields=["states", "satisfied"])
    if registration.package_try_id:
        _claim(registration)


def _claim(registration: Registration) -> None:
    """What the course says of its learner, where all packages keep it."""
    going = PackageTry.objects.select_for_update().get(pk=registration.package_try_id)
    now = clock.now()
    is_done = COURSE in registration.satisfied
    if is_done and going.completed_at is None:
        going.completed_at = now
        going.is_too_quick = bool(registration.states) and now - going.started_at < PLAUSIBLE
    going.success = success_of(registration.states, is_complete=is_done)
    going.score, going.last_at = score_of(registration.states), now
    going.save(update_fields=["completed_at", "is_too_quick", "success", "score", "last_at"])


def spend(launch: Launch) -> None:
    """Count the time since we last heard of a launch, as time in its course."""
    now = clock.now()
    silence = int((now - (launch.last_at or launch.launched_at)).total_seconds())
    launch.last_at = now
    going = launch.registration.package_try_id
    if going:
        row = PackageTry.objects.select_for_update().get(pk=going)
        row.seconds += max(0, min(silence, LONGEST_SILENCE))
        row.save(update_fields=["seconds"])


def write_launch(launch: Launch, languages: str) -> None:
    """The documents that a part reads when it opens (10, 11), and the statement that it was opened (9.3.1)."""
    registration = launch.registration
    provider = provider_of(registration.package)
    agent = json.dumps(registration.actor)
    activity = activity_of(registration.package, launch.unit)
    state = {"activityId": activity, "agent": agent, "registration": str(registration.pk), "stateId": LAUNCH_DATA}
    data = statements.launch_data(launch, return_address(launch, languages[:2]))
    _write(provider, Document.Kind.STATE, state, data, How(VERSION))
    likes = {"agent": agent, "profileId": PREFERENCES}
    where = read_where(Document.Kind.AGENT_PROFILE, likes, needs_name=True)
    if not where.rows(provider).exists():
        words = {"languagePreference": languages, "audioPreference": "on"}
        _write(provider, Document.Kind.AGENT_PROFILE, likes, words, How(VERSION, none_match="*"))
    tell(registration, [statements.launched(launch)])


def _write(provider: Provider, kind: str, given: dict[str, str], told: dict[str, Any], how: How) -> None:
    where = read_where(kind, given, needs_name=True)
    content = json.dumps(told, ensure_ascii=False).encode()
    write_document(provider, where=where, content=content, content_type="application/json", how=how, by=SYSTEM)
