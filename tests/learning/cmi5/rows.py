"""Rows for the access matrix: a learner in a course of cmi5, and a part of it that is open."""

from django.db import transaction

from justice_portal.access import SYSTEM
from justice_portal.files import store
from justice_portal.keys import uuid7
from learning.cmi5 import actions
from learning.models import Launch, Package, PackageTry
from tests.learning.cmi5.made import MAKER

UNIT = {
    "id": f"{MAKER}/au/one",
    "title": "Some words",
    "description": "",
    "block": None,
    "objectives": [],
    "url": "one.html",
}
UNIT |= {
    "href": "one.html",
    "is_outside": False,
    "move_on": "Completed",
    "method": "AnyWindow",
    "mastery": "",
    "parameters": "",
}
UNIT |= {"entitlement": "", "kind": ""}


@transaction.atomic
def rows(world, state, person):
    kept = store(b"<h1>Brakes</h1>", suffix=".bin", kept_in="learning.Package.content_path")
    package = Package.objects.create(
        status="offered",
        kind="cmi5",
        title="Some words",
        name="brakes.zip",
        content_path=kept.name,
        structure={"items": [], "cmi5": {"id": MAKER, "title": "Some words", "units": [UNIT], "blocks": []}},
        report={"files": 1, "bytes": kept.size},
        added_by=world.administrator,
    )
    PackageTry.objects.create(person=person, package=package, made_in=world.here)
    registered = actions.begin_course(person, package=package, by=SYSTEM)
    launch = Launch.objects.create(registration=registered, unit=0, address="http://packages.testserver/p/x/c/one.html")
    return {
        "cmi5_package": package,
        "cmi5_unit": "0",
        "cmi5_registration": registered,
        "cmi5_launch": launch,
        "cmi5_key": str(uuid7()),
    }
