"""Complaints of one person in every state that a page shows."""

from datetime import timedelta

from django.urls import reverse

from justice_portal import clock
from rehab.models import Complaint
from tests.rehab.complaints.rows import answered, complaint_of

TYPED = "I can do it."


def complaints_in_each_state(world, person):
    """The addresses of the pages that show them."""
    place, words = person.establishment or world.here, {"words": TYPED, "answer": TYPED}
    late = complaint_of(person, place, kind="confidential", words=TYPED, wanted=TYPED)
    Complaint.objects.filter(pk=late.pk).update(due_at=clock.now() - timedelta(days=1))
    unhappy = answered(person, place, world.manager, verdict="not_answered", **words)
    made = [
        late,
        complaint_of(person, place, words=TYPED),
        answered(person, place, world.manager, **words),
        answered(person, place, world.manager, verdict="answered", outcome="upheld", **words),
        answered(person, place, world.manager, verdict="not_answered", outcome="not_upheld", **words),
        unhappy,
        complaint_of(person, place, words=TYPED, status="withdrawn", withdrawn_at=clock.now()),
        complaint_of(person, place, words=TYPED, how="paper", written_by=world.key_worker),
        complaint_of(person, place, words=TYPED, how="said", written_by=world.key_worker),
        answered(person, place, world.manager, appeal_of=unhappy, verdict="not_answered", **words),
    ]
    return [*(one.get_absolute_url() for one in made), reverse("complaints:withdraw", args=[made[1].pk])]
