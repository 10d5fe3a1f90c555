"""A licence for tests: policies as they are packaged, a live version, a draft."""

import copy
from datetime import timedelta
from functools import cache
from uuid import uuid4

from justice_portal import clock
from justice_portal.access import SYSTEM
from rehab.licence.policies.actions import load_policies
from rehab.licence.policies.importer import PACKAGED, read_files
from rehab.models import Licence, LicenceCondition, PolicyVersion

CURFEW = "52faefcf-15f0-42c5-b908-621b4a7ecdb9"
KEEP_OUT = "0f9a20f4-35c7-4c77-8af8-f200f153fa11"
NO_CONTACT = "4858cd8b-bca6-4f11-b6ee-439e27216d7d"
TAG = "fd129172-bdd3-4d97-a4a0-efd7b47a49d4"
HOURS = {"numberOfCurfews": "One curfew", "oneCurfewStart": "19:00", "oneCurfewEnd": "07:00"}
AREA = {
    "features": [
        {"kind": "road", "name": "High Street", "points": [[-1.61, 54.97], [-1.6, 54.975], [-1.59, 54.976]]},
        {"kind": "keep_out", "name": "", "points": [[-1.605, 54.972], [-1.596, 54.972], [-1.596, 54.977], [-1.605, 54.977], [-1.605, 54.972]]},
        {"kind": "place", "name": "Market", "points": [[-1.6, 54.975]]},
        {"kind": "place", "name": "Bus station", "points": [[-1.612, 54.971]]},
    ]
}  # fmt: skip


@cache
def packaged():
    return {one["version"]: one for one in read_files(sorted(PACKAGED.glob("policy*.json")))}


def load(*numbers):
    """These versions of the policy; the newest by default. The newest of them."""
    contents = [copy.deepcopy(packaged()[number]) for number in numbers or ("4.0",)]
    load_policies(PolicyVersion, contents=contents, by=SYSTEM)
    return PolicyVersion.objects.newest()


def details(**changed):
    today = clock.today()
    return {
        "starts_on": today - timedelta(days=10), "ends_on": today + timedelta(days=300), "dates_source": "Sentence sheet",
        "ask_name": "Pat Weaver", "ask_phone": "020 7946 0123", **changed,
    }  # fmt: skip


def draft_of(person, *, by, policy=None, number=1, **fields):
    return Licence.objects.create(
        person=person, policy=policy or PolicyVersion.objects.newest() or load(), number=number, started_by=by,
        made_in=fields.pop("made_in", person.establishment), **details(), **fields,
    )  # fmt: skip


def condition_of(licence, code, *, by, kind="additional", position=50, **fields):
    entry = licence.policy.entry("AP", code) or {"text": "A condition"}
    given = {"text": entry["text"], **fields}
    return LicenceCondition.objects.create(
        licence=licence, kind=kind, code=code, position=position, added_by=by, **given
    )


def live_of(person, *, by, policy=None, number=1, **fields):
    """A live licence with the standard conditions, a curfew and an area to keep out of."""
    licence = draft_of(person, by=by, policy=policy, number=number, **fields)
    for place, one in enumerate(licence.policy.standard("AP")):
        condition_of(licence, one["code"], by=by, kind="standard", position=place)
    condition_of(licence, CURFEW, by=by, position=20, inputs=HOURS)
    condition_of(licence, KEEP_OUT, by=by, position=21, area=AREA)
    Licence.objects.filter(pk=licence.pk).update(status="live", live_at=clock.now(), live_by=by)
    licence.refresh_from_db()
    return licence


def key():
    return uuid4()
