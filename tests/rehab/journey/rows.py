"""Rows for the access matrix."""

from justice_portal import clock
from justice_portal.files import store
from rehab.models import LeavingPack


def rows(world, state, person):
    made_by = world.com_elsewhere if state == "elsewhere" else world.com
    kept = store(b"%PDF-1.7 a pack", suffix=".pdf", kept_in="rehab.LeavingPack.path")
    ready = {"status": "ready", "path": kept.name, "sha256": kept.sha256, "ready_at": clock.now()}
    return {"leaving_pack": LeavingPack.objects.create(person=person, asked_by=made_by, language="en", **ready)}
