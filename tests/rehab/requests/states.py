"""Requests of one person in every state that a page shows."""

from datetime import timedelta

from justice_portal import clock
from rehab.models import SupportRequest
from tests.rehab.requests.rows import asked_by

TYPED = "I can do it."
DAY = timedelta(days=1)


def requests_in_each_state(world, person):
    """The addresses of the pages that show them."""
    now, place = clock.now(), person.establishment or world.here
    done = {
        "reason": TYPED,
        "decided_at": now,
        "decided_by": world.manager,
        "decided_as": "manager",
        "first_reply_at": now,
    }
    asked = [
        asked_by(
            world, person, place, "money", taken_by=world.manager, answers={"what": "out", "pounds": "5", "more": TYPED}
        ),
        asked_by(world, person, place, "property", answers={"what": "lost", "thing": TYPED}),
        asked_by(world, person, place, "kit", status="approved", **done),
        asked_by(world, person, place, "food", status="declined", verdict="not_answered", **done),
        asked_by(world, person, place, "faith", status="approved", verdict="answered", **done),
        asked_by(world, person, place, "work", status="withdrawn"),
        asked_by(world, person, place, "cell", status="withdrawn", left_prison=True),
        asked_by(world, person, place, "phone", how="paper"),
        asked_by(world, person, place, "release", how="said"),
        asked_by(world, person, place, "bad-news", answers={"what": "funeral", "day": "2026-12-01"}),
    ]
    SupportRequest.objects.filter(pk=asked[1].pk).update(due_at=now - DAY, step=1)
    for nth, one in enumerate(asked):
        SupportRequest.objects.filter(pk=one.pk).update(asked_at=now - (nth % 4) * DAY)
    for _more in range(5):
        asked_by(world, person, place, "legal", status="approved", **done)
    for one in asked:
        yield from (one.get_absolute_url(), f"{one.get_absolute_url()}paper/")
    yield from (f"/requests/new/{code}/" for code in ("bad-news", "health", "legal", "other"))
