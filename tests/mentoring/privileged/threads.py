"""A legal thread in a few words."""

from datetime import timedelta
from uuid import uuid4

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.grants import Role
from justice_portal.keys import uuid7
from mentoring.models import ListedBody, NamedGovernor, Opening, PrivilegedThread
from mentoring.privileged.actions import load_first_bodies, send_letter
from mentoring.privileged.sealing import new_thread_key
from tests.factories import sign_in_for, staff


def body():
    if not ListedBody.objects.exists():
        load_first_bodies(ListedBody, by=SYSTEM)
    return ListedBody.objects.get(name="Solicitor or barrister")


def threaded(person, adviser, *, days=100, **about):
    """A thread as two staff who vouched leave it."""
    if person.user is None:
        sign_in_for(person)
    key = uuid7()
    sealed = new_thread_key(key)
    given = {"matter": "crime", "checked": "register", "register_number": "654321", **about}
    return PrivilegedThread.objects.create(
        pk=key, person=person, adviser=adviser, body=body(), until_on=clock.today() + timedelta(days),
        asked_by=staff(Role.MANAGER), verified_by=staff(Role.MANAGER), made_in=person.establishment,
        sealed_key=sealed.sealed, sealed_under=sealed.by, **given,
    )  # fmt: skip


def write(thread, by, words, key=None):
    return send_letter(thread, key=key or uuid4(), body=words, by=by)


def governor(user, at):
    return NamedGovernor.objects.create(
        establishment=at, user=user, asked_by=staff(Role.MANAGER), named_by=staff(Role.MANAGER)
    )


def asked_to_open(thread, by, at, **state):
    return Opening.objects.create(thread=thread, reason="crime", cause="Some words", asked_by=by, made_in=at, **state)
