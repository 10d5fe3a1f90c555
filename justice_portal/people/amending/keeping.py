"""Keeping what was put right, and telling the person. Called inside an action that has checked the permission."""

from typing import Any

from django.db.models import Model

from justice_portal.notify import notify
from justice_portal.people.amending.models import Amendment
from justice_portal.people.models import Person

#: Which thing of a record a model's rows are.
THINGS: dict[str, Amendment.Thing] = {
    "movement": Amendment.Thing.MOVEMENT,
    "sentencedate": Amendment.Thing.DATE,
    "contact": Amendment.Thing.CONTACT,
    "person": Amendment.Thing.RECORD,
}


def keep(thing: Model, person: Person, *, what: str, why: str, by: Any) -> Amendment:
    """Write down that something of this person's record was put right, and tell them. The reason is one of a few choices,
    so that what they read is plain, and says nothing of anybody else."""
    kept = Amendment.objects.create(
        person=person, thing=THINGS[str(thing._meta.model_name)], thing_id=thing.pk, what=what, why=why, by_id=by.pk
    )
    notify(person.user, "amending.put_right")
    return kept
