"""Rows for the access matrix."""

from justice_portal import clock
from justice_portal.files import store
from justice_portal.rights.models import Correction, LegalHold, RecordCopy


def rows(world, state, person):
    owner = person.user or world.administrator
    copy = {"person": person, "asked_by": owner}
    kept = {
        name: store(b"invented", suffix=suffix, kept_in=f"justice_portal.RecordCopy.{name}").name
        for name, suffix in (("pdf_path", ".pdf"), ("data_path", ".zip"))
    }
    return {
        "correction": Correction.objects.create(
            person=person,
            part=Correction.Part.PLAN,
            wrong="I can do it.",
            asked_by=owner,
            due_on=clock.today(),
            made_in=world.there if state == "elsewhere" else world.here,
        ),
        "record_copy": RecordCopy.objects.create(status="ready", ready_at=clock.now(), **kept, **copy),
        "legal_hold": LegalHold.objects.create(person=person, reason="An inquest", placed_by=world.manager),
    }
