"""What somebody typed is read by those whom its class allows, and by nobody else, on every page (T40).

A mark of its own is written into every text field of every row about one person. Then every page is opened as every kind
of user, and each mark that is seen must be one that this user may read. The rule of who may read stands here, apart
from the code under test.
"""

import random
import re

import pytest
from django.db import transaction
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import reverse

from justice_portal.rights.decisions import DECISIONS, Keep, Text
from tests.policy import policy, room_rows
from tests.signing_in import sign_in
from tests.world import KINDS

MARK = re.compile(rb"[Qq]zx([0-9]{4})")
STAFF = {"key_worker", "pom", "com", "tutor", "moderator", "safer_custody", "manager", "administrator"}
#: Who may ever read words of a class about the person who is here. Which of them do, the access matrix says.
READERS = {
    Text.OWN: STAFF | {"person"},
    Text.TOLD: STAFF | {"person"},
    Text.STAFF: STAFF,
    Text.MODERATED: {"person", "mentor", "moderator"},
    Text.PRIVILEGED: set(),
    Text.NAME: STAFF | {"person", "mentor", "legal"},
}
#: Kinds that no mark may ever reach: other people, staff of elsewhere, visitors.
SHUT_OUT = (
    "anonymous",
    "person_elsewhere",
    "mentor_elsewhere",
    "family",
    "legal",
    "key_worker_elsewhere",
    "pom_elsewhere",
)


class Marks:
    """Marks by number: which field of which model each was written into."""

    def __init__(self):
        self.fields = {}

    def write(self, world):
        """A mark into every text field of the rows of the person who is here. Gives how many."""
        for model, decision in DECISIONS.items():
            if not isinstance(decision.keep, Keep) or decision.keep.rows:
                continue
            for name, kind in decision.text.items():
                if kind in READERS:
                    self._into(decision.of(world.someone), model._meta.get_field(name), kind)
        return len(self.fields)

    def _into(self, rows, field, kind):
        number = len(self.fields) + 1
        mark = f"qzx{number:04d}"
        words = self.worded(mark, field.max_length or 10_000)
        value = {"en": words} if isinstance(field, JSONField) else words
        if not isinstance(field, CharField | TextField | JSONField) or (field.max_length or 99) < len(mark):
            return
        try:
            with transaction.atomic():
                if field.unique:
                    rows = type(rows)(rows.model).filter(pk__in=rows.values("pk")[:1])
                changed = rows.update(**{field.name: value})
        except Exception:  # noqa: BLE001 - append-only rows, and texts that a trigger keeps as they were delivered
            return
        if changed:
            self.fields[number] = (rows.model, field.name, kind)

    def worded(self, mark, longest):
        """The text that holds the mark."""
        return mark

    def seen_in(self, content):
        return {self.fields[int(found)] for found in MARK.findall(content) if int(found) in self.fields}


@pytest.fixture
def marked(world):
    """The rows of every room about the person who is here, marked; and the addresses of every page."""
    made = {"person": world.someone}
    for make in room_rows():
        made.update(make(world, "here", world.someone))
    marks = Marks()
    assert marks.write(world) > 20
    return world, marks, addresses(made)


def addresses(made):
    found = {}
    for name, row in policy().items():
        if row.get("get") is None and not row.get("everyone") and not row.get("public"):
            continue
        if "here" not in row.get("only", "here").split():
            continue
        kwargs = {key: getattr(made[value], "pk", made[value]) for key, value in row.get("kwargs", {}).items()}
        found[name] = reverse(name, kwargs=kwargs)
    return found


def sightings(world, marks, urls, kinds):
    """(kind, page, model, field, class) of each mark seen by someone who may not read it; and how many marks were seen."""
    wrong, seen = [], set()
    for kind in kinds:
        client = sign_in(Client(), getattr(world, kind)) if kind != "anonymous" else Client()
        role = kind.removesuffix("_elsewhere")
        for name, url in urls.items():
            with transaction.atomic():
                answer = client.get(url)
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                transaction.set_rollback(True)
            for model, field, text in marks.seen_in(content):
                seen.add((model, field))
                if kind != role or role not in READERS[text]:
                    wrong.append((kind, name, model.__name__, field, str(text)))
    return wrong, seen


def test_t40_no_words_reach_somebody_whom_their_class_shuts_out(marked):
    """A sample for every change: those who must see nothing, over some of the pages; the person and a mentor over theirs."""
    world, marks, urls = marked
    dice = random.Random("t40")
    some = {name: urls[name] for name in dice.sample(sorted(urls), 14)}
    assert sightings(world, marks, some, dice.sample(SHUT_OUT, 2))[0] == []
    own = {name: url for name, url in urls.items() if name.split(":")[0] in {"plans", "problems", "rights", "messages"}}
    wrong, seen = sightings(world, marks, own, ["person"])
    assert wrong == []
    assert seen, "the person reads their own words"


@pytest.mark.proof
@pytest.mark.parametrize("kind", KINDS)
def test_t40_every_page_as_every_kind_of_user(marked, kind):
    world, marks, urls = marked
    wrong, _seen = sightings(world, marks, urls, [kind])
    assert wrong == []
