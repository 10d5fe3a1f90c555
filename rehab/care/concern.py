"""Telling staff that someone may be in danger: in the transaction of the words, and then step by step."""

from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.models import Model

from justice_portal import clock
from justice_portal.accounts.models import User
from justice_portal.audit.log import record
from justice_portal.notify import anyone
from justice_portal.people.models import Alert, Person
from rehab.care import steps
from rehab.care.distress import sounds_like_distress, texts
from rehab.care.models import STEPS, CareAlert, CareCause

KIND = "care.concern"
#: Whether a concern was raised while this request was answered: its writer sees help at once (help.py).
was_raised: ContextVar[bool] = ContextVar("was_raised", default=False)
#: The alert that says that an ACCT is open (data/alerts).
ACCT_OPEN = "HA"


def hear(person: Person | UUID, *words: Any, about: Model, by: Any) -> bool:
    """Listen to what was just stored: whether it sounds like distress. Never holds or changes anything.

    What people write into a row of their own is heard as it is recorded (receivers.py). An action calls this itself where
    staff write down somebody's words, or where the words are not in the row that is recorded.
    """
    if not any(map(sounds_like_distress, texts(words))):
        return False
    raise_concern(person if isinstance(person, Person) else Person.objects.get(pk=person), about=about, by=by)
    return True


def raise_concern(person: Person, *, about: Model, by: Any) -> list[User]:
    """Raise a care alert, or add to the one that is open; who was told.

    about: the row of what they wrote. Whose case is restricted is told to those named for it: nobody is told of a person
    whom they may not see. When a step finds nobody, the next one is told at once. Who has taken it hears of every further
    word; once an alert is answered, words raise a new one, also those that stand in a row that raised the old one: nothing
    that is new may be taken for what is known.
    """
    Person.objects.locked(person)  # of two that write at once, the second finds the alert of the first
    was_raised.set(True)
    alert = CareAlert.objects.filter(person=person).open().first() or _begin(person)
    cause = {"source": about._meta.label_lower, "source_id": str(about.pk)}
    _cause, is_new = CareCause.objects.get_or_create(alert=alert, **cause)
    if not is_new and alert.seen_by is None:
        return []  # each page of a form saves its row again: staff are being told of it
    told = anyone([alert.seen_by], KIND, about=alert, by_email=True) if alert.seen_by else tell(alert)
    record(by, "care.concern_raised", about, subjects=[person.pk], alert=alert.pk, told=[user.pk for user in told])
    return told


def _begin(person: Person) -> CareAlert:
    now = clock.now()
    return CareAlert.objects.create(
        person=person,
        made_in_id=person.establishment_id,
        raised_at=now,
        next_step_at=now + STEPS[0],
        acct_open=Alert.objects.live().filter(person=person, code__code=ACCT_OPEN).exists(),
    )


def tell(alert: CareAlert) -> list[User]:
    """Tell everyone up to the alert's step; when there is nobody, the steps after it, until somebody hears."""
    told: dict[Any, User] = {}
    for number, find in enumerate(steps.of(alert.person)):
        if number > alert.step and told:
            break
        told |= {user.pk: user for user in anyone(find(alert.person), KIND, about=alert, by_email=True)}
    return list(told.values())
