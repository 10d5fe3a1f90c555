"""What the person of the demo wrote with their key worker, and with a team of the prison."""

import hashlib
from random import Random
from typing import Any
from uuid import UUID

from justice_portal import clock
from justice_portal.seeding import SeedEstate, seeder
from mentoring.matching.threads.models import Thread
from mentoring.messages.models import Message
from rehab.requests.routing.models import DepartmentMember

THREAD = ("id", "person_id", "kind", "staff_id", "department_id", "made_in_id", "opened_at", "waiting_at")
MESSAGE = (
    "id", "thread_id", "author_id", "body", "content_hash", "sent_at", "status", "delivered_at", "read_at", "made_in_id", "rules_version",
    "photo_mark",
)  # fmt: skip
#: (days ago, hour, whether the person wrote it, words). The last one of each waits for an answer.
WORKER = (
    (12, 9, True, "Hello. Can I move to the kitchen job when one is free?"),
    (12, 15, False, "Hello Jay. I asked. There is a place from next month. Finish the food hygiene course first."),
    (11, 18, True, "Thank you. I will."),
    (2, 18, True, "I got the certificate. What do I do next?"),
)
TEAM = (
    (6, 10, True, "Is there a class for reading letters?"),
    (5, 14, False, "Yes, on Tuesday morning. Come and look at it. You do not have to sign up."),
)


@seeder(order=147)
def talks(estate: SeedEstate, rng: Random) -> None:
    """Two threads of the guide's person: one waits for the key worker, one was answered by a team."""
    if estate.demo is None or not estate.demo.person.key_worker:
        return
    person, place = estate.demo.person, estate.demo.ashcombe.pk
    _write(estate, rng, WORKER, "key_worker", person.key_worker, None)
    tutor = estate.demo.staff["tutor"].id
    member = DepartmentMember.objects.live().filter(user=tutor, department__establishment=place).first()
    if member:
        _write(estate, rng, TEAM, "department", tutor, member.department_id)


def _write(
    estate: SeedEstate, rng: Random, lines: tuple[Any, ...], kind: str, staff: UUID, department: UUID | None
) -> None:
    person, place, now = estate.demo.person, estate.demo.ashcombe.pk, clock.now()
    moments = [min(estate.days_ago(days, hour), now) for days, hour, _own, _words in lines]
    key = estate.key(rng, moments[0])
    rows = []
    for at, (_days, _hour, own, words) in zip(moments, lines, strict=True):
        author, waits = person.user if own else staff, at == moments[-1]
        mark = hashlib.sha256(f"{key}\x1f{author}\x1f{words}".encode()).hexdigest()
        read = None if waits else at
        rows.append((estate.key(rng, at), key, author, words, mark, at, "passed", at, read, place, 0, ""))
    waiting = moments[-1] if lines[-1][2] else None
    worker = None if department else staff
    estate.load(Thread, THREAD, [(key, person.id, kind, worker, department, place, moments[0], waiting)])
    estate.load(Message, MESSAGE, rows)
