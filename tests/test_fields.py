"""What each page and each answer of the API may show of somebody, role by role: tests/access/shown/fields.toml (T02).

A mark of its own stands in every text of every row about the person who is here; each mark that a page shows must be
allowed to that role on that page. Answers in JSON may hold the keys that are listed, and no others. To write the list
anew, read what changed and keep what is right:

    FIELDS_ANEW=1 .venv/bin/pytest tests/test_fields.py -m proof -n 0
"""

import os
import random
import tomllib
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.signing_in import sign_in
from tests.test_words import Marks, addresses, marked

__all__ = ["marked"]  # the fixture

LIST = Path(__file__).parent / "access" / "shown" / "fields.toml"
ROLES = (
    "person", "mentor", "family", "legal", "key_worker", "pom", "com", "tutor", "moderator", "safer_custody", "manager",
    "administrator",
)  # fmt: skip
KEYS = "keys"


def allowed():
    return tomllib.loads(LIST.read_text()) if LIST.exists() else {}


def shown(world, marks, urls, roles):
    """{page: {"Model.field": roles that saw it, "keys": keys of its JSON}}."""
    found = {}
    for role in roles:
        client = sign_in(Client(), getattr(world, role))
        for name, url in urls.items():
            with transaction.atomic():
                answer = client.get(url)
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                transaction.set_rollback(True)
            for model, field, _kind in marks.seen_in(content):
                if (role, model.__name__, field) == ("person", "User", "name"):
                    continue  # at the head of each of their own pages
                found.setdefault(name, {}).setdefault(f"{model.__name__}.{field}", set()).add(role)
            if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("application/json"):
                found.setdefault(name, {}).setdefault(KEYS, set()).update(keys_of(answer.json()))
    return found


def keys_of(value):
    """Every key, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def beyond(found):
    """(page, field, roles) of what was shown and is not in the list."""
    listed = allowed()
    for page, fields in found.items():
        for field, roles in fields.items():
            if more := roles - set(listed.get(page, {}).get(field, "").split()):
                yield page, field, sorted(more)


def written(found):
    """The list as it stands in the file."""
    lines = [
        "# Written by tests/test_fields.py, read by people: which role may read which text of somebody on which page.",
        "# One's own name at the head of each page is left out.",
    ]
    for page in sorted(found):
        lines.append(f'\n["{page}"]')
        for field, roles in sorted(found[page].items()):
            order = sorted(roles) if field == KEYS else [role for role in ROLES if role in roles]
            lines.append(f'"{field}" = "{" ".join(order)}"')
    return "\n".join(lines) + "\n"


def test_t02_the_person_and_a_mentor_are_shown_what_the_list_allows(marked):
    """A sample for every change: some pages as the person, the mentor and one role of staff."""
    world, marks, urls = marked
    dice = random.Random("t02")
    some = {name: urls[name] for name in [*dice.sample(sorted(allowed()), 12), "people:person"] if name in urls}
    assert list(beyond(shown(world, marks, some, ["person", "mentor", "tutor"]))) == []


def test_t02_a_mentor_is_never_listed_for_what_staff_write_or_where_somebody_lives():
    """T52: of a person's own row a mentor reads what they are called, and nothing else."""
    listed = {field for fields in allowed().values() for field, roles in fields.items() if "mentor" in roles.split()}
    assert {field for field in listed if field.startswith("Person.")} <= {"Person.preferred_name"}
    assert not {
        field for field in listed if field.split(".")[0] in {"Contact", "Alert", "Movement", "LicenceCondition"}
    }


@pytest.mark.proof
def test_t02_every_page_shows_every_role_what_the_list_allows_and_the_list_no_more(marked):
    world, marks, urls = marked
    found = shown(world, marks, urls, ROLES)
    if os.environ.get("FIELDS_ANEW"):
        LIST.write_text(written(found))
    assert list(beyond(found)) == []
    assert written(found) == LIST.read_text(), "what nobody sees any more is taken off the list"


def test_the_marks_reach_most_texts(marked):
    assert isinstance(marked[1], Marks)
    assert len(marked[1].fields) > 20
    assert addresses
