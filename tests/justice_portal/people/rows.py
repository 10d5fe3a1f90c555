"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from justice_portal.keys import uuid7
from justice_portal.models import (
    Alert,
    AlertCode,
    Amendment,
    Cover,
    Movement,
    Person,
    ReceptionFile,
    RecordedDeath,
    RecordJoin,
    RollCheck,
    RollLine,
    SentenceDate,
)
from tests.factories import PersonFactory


def rows(world, state, person):
    place = world.there if state == "elsewhere" else world.here
    workers = (world.key_worker_elsewhere, world.pom_elsewhere) if place == world.there else (
        world.key_worker, world.pom
    )  # fmt: skip
    code, _made = AlertCode.objects.get_or_create(
        code="XIT", defaults={"type_code": "X", "type_name": "Security", "name": "No access to IT"}
    )
    roll = RollCheck.objects.create(
        establishment=place, on_roll=1, agreed=0, missing=0, unexpected=1, wrong_cell=0, checked_by=world.manager
    )
    return {
        "alert": Alert.objects.create(person=person, code=code),
        "movement_kind": "death",
        "movement": Movement.objects.create(person=person, kind="recall", happened_at=clock.now(), counts=False),
        "recorded_death": RecordedDeath.objects.create(
            person=PersonFactory(
                establishment=None, place="ended", status="ended", is_restricted=state == "restricted"
            ),
            kind="death",
            happened_at=clock.now(),
            from_establishment=place,
        ),
        "record_join": RecordJoin.objects.create(
            person=person,
            other=PersonFactory(
                establishment=None, place="ended", status="ended", merged_into=person, prison_number=None
            ),
            was={"prison_number": "A0997ZZ"},
            by=world.manager,
        ),
        "sentence_date": SentenceDate.objects.create(
            person=person, kind="licence_expiry", on=clock.today(), source="Release letter", told_on=clock.today()
        ),
        "amendment": Amendment.objects.create(
            person=person, thing="movement", thing_id=uuid7(), what="withdrawn", why="other_person"
        ),
        "reception_place": place,
        "arrival": PersonFactory(establishment=None, place=Person.Place.TRANSFER, bound_for=place),
        "reception_file": ReceptionFile.objects.create(establishment=place, read_by=world.manager),
        "roll_check": roll,
        "roll_line": RollLine.objects.create(roll=roll, kind="unexpected", prison_number="A0999ZZ"),
        "allocation_kind": "prison",
        "allocation_role": "key_worker",
        "cover": Cover.objects.create(
            covered=workers[0],
            by=workers[1],
            role="key_worker",
            establishment=place,
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=3),
            given_by=world.manager,
        ),
    }
