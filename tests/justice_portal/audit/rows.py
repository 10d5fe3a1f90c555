"""Rows for the access matrix."""

from justice_portal.audit.log import record


def rows(world, state, person):
    return {"audit_event": record(world.manager, "person.viewed", person)}
