"""Rows for the access matrix."""

from justice_portal import clock
from justice_portal.grants import Role
from tests.factories import staff
from tests.mentoring.privileged.threads import asked_to_open, governor, threaded, write


def rows(world, state, person):
    at = world.there if state == "elsewhere" else world.here
    thread = threaded(person, world.legal if state == "here" else staff(Role.LEGAL))
    write(thread, person.user, "I can do it.")
    write(thread, thread.adviser, "I can do it.")
    decided = {"decided_by": staff(Role.MANAGER), "decided_at": clock.now()}
    manager = world.manager_elsewhere if state == "elsewhere" else world.manager
    asked_to_open(thread, manager, at, status="opened", opened_at=clock.now(), **decided)
    return {
        "legal_thread": thread,
        "letter_opening": asked_to_open(thread, staff(Role.MANAGER, at=at), at),
        "letter_given": asked_to_open(thread, manager, at, status="given", **decided),
        "letter_opened": thread.openings.get(status="opened"),
        "letter_place": at,
        "letter_governor": governor(staff(Role.MANAGER, at=at), at),
    }
