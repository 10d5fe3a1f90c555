"""What is sent beside the fields of a form changes nothing (T13); a key of somebody else's row changes nothing, alone
(T15) or hidden among one's own (T14). Over every form of every page, for one of each side that may send it."""

import random
from uuid import uuid4

import pytest
from django.urls import reverse

from justice_portal.grants import Role
from justice_portal.models import Allocation, Person
from learning.models import LearningFact
from tests.factories import PersonFactory
from tests.justice_portal.permission.writing import (
    SECOND_STEP,
    both_places,
    every_field,
    every_form,
    model_of,
    not_offered,
    sent,
)
from tests.masked import masked
from tests.policy import policy

#: A sample for every change; all of it in `make proof`.
SOME = random.Random("t13").sample(sorted(name for name, row in policy().items() if row.get("post")), 8)


def mass_assigned(world, names):
    """(page, kind, table, column) of each value that came from outside the form; and how many forms were kept."""
    made, wrong, kept, every = both_places(world), [], set(), {}
    for name, kind, client, where, form in every_form(world, made, names):
        given = form.filled()
        status, plain = sent(client, where, given)
        if not plain:
            continue
        kept.add((name, kind))
        _status, again = sent(client, where, given)
        own = {*given, *form.dates, *SECOND_STEP.get(name, ())}
        every[kind] = every.get(kind) or every_field(getattr(world, kind))
        foreign = {field: value for field, value in every[kind].items() if field not in own}
        status, attacked = sent(client, where, {**given, **foreign})
        if status >= 500:
            wrong.append((name, kind, "broke", status))
        wrong += [(name, kind, *column) for column in differences(plain, again, attacked)]
    return wrong, kept


def differences(plain, again, attacked):
    """Columns that are the same each time that the form is sent, and other when more is sent with it."""
    if [line[:2] for line in plain] != [line[:2] for line in attacked]:
        yield "rows", f"{[line[:2] for line in plain]} became {[line[:2] for line in attacked]}"
        return
    for (table, _verb, row), (_table, _again, same), (*_which, other) in zip(plain, again, attacked, strict=True):
        for column in row:
            if row[column] == same.get(column) != other.get(column):
                yield table, column, other.get(column)


def test_t13_fields_beside_a_form_change_nothing(world):
    wrong, kept = mass_assigned(world, SOME)
    assert wrong == []
    assert kept, "the forms were filled in so that they were kept"


@pytest.mark.proof
def test_t13_fields_beside_any_form_change_nothing(world):
    wrong, kept = mass_assigned(world, None)
    assert wrong == []
    assert len(kept) >= 40


def test_t13_what_a_tablet_sends_beside_its_facts_changes_nothing(world, browse):
    made, client = both_places(world)["here"], browse(world.person)
    item = {
        "id": str(uuid4()), "what": "lesson", "object": str(uuid4()), "enrolment": str(made["enrolment"].pk),
        "happened_at": "2026-01-01T10:00:00Z",
    }  # fmt: skip
    more = {**every_field(world.person), **item, "person": str(world.people["elsewhere"].pk)}
    answer = client.post(reverse("sync:facts"), {"items": [more], **more}, content_type="application/json")
    assert answer.status_code == 400 or answer.json()["items"][0]["outcome"] == "refused"
    assert not LearningFact.objects.filter(person=world.people["elsewhere"], pk=item["id"]).exists()


def smuggled(world, names):
    """(page, kind, field) of each form that took the key of a row out of reach; and how many were tried."""
    made, wrong, tried = both_places(world), [], []
    for name, kind, client, where, form in every_form(world, made, names):
        given = form.filled()
        for field, offered in form.keys().items():
            model = model_of(offered[0])
            foreign = not_offered(model, offered, world, kind) if model else None
            if foreign is None:
                continue
            tried.append((name, kind, field))
            unticked = {key: value for key, value in given.items() if form.choices.get(key) != ["on"]}
            for ticks in (given, unticked):
                for value in ([str(foreign.pk)], [*offered, str(foreign.pk)]):
                    status, kept = sent(client, where, {**ticks, field: value})
                    if str(foreign.pk) in str(kept) or status >= 500:
                        wrong.append((name, kind, field, status, [line[:2] for line in kept]))
    return wrong, tried


def test_t15_the_key_of_somebody_elses_row_is_refused(world):
    wrong, tried = smuggled(world, ["allocations:caseloads", "quizzes:attempt"])
    assert wrong == []
    assert tried


@pytest.mark.proof
def test_t15_in_no_form_is_the_key_of_somebody_elses_row_taken(world):
    wrong, tried = smuggled(world, None)
    assert wrong == []
    assert len(tried) >= 25


def test_t14_one_foreign_person_among_twenty_changes_nothing(world, browse):
    """The list is refused as a whole, in the same words as one with somebody who does not exist."""
    mine = [PersonFactory(establishment=world.here) for _ in range(19)]
    client, kept = browse(world.manager), Allocation.objects.count()
    where = reverse("allocations:give", args=["prison", world.here.pk, Role.KEY_WORKER])
    answers = []
    for foreign in (world.people["elsewhere"].pk, uuid4()):
        given = {"people": [*(str(one.pk) for one in mine), str(foreign)], "worker": str(world.key_worker.pk)}
        answers.append(masked(client.post(where, given)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 400
    assert Allocation.objects.count() == kept
    client.post(where, {"people": [str(one.pk) for one in mine], "worker": str(world.key_worker.pk)})
    assert Allocation.objects.count() == kept + 19
    assert Person.objects.filter(allocations__user=world.key_worker_elsewhere).exists()
