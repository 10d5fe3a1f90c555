"""T95: what people type, and who they are, is in no log and in no address: also when the page breaks over it."""

import random

import pytest
from django.db import connection

from tests.database_role import as_owner
from tests.justice_portal.permission.writing import both_places, every_form, undone
from tests.log_lines import log_lines
from tests.policy import policy

CANARY = "zzcanary words of mine"
TYPED = "Words of a test"
#: A sample for every change; all of them in `make proof`.
SOME = random.Random("t95").sample(sorted(name for name, row in policy().items() if row.get("post")), 8)

#: A fault of the database that quotes everything which was being written, as some of PostgreSQL's own do.
BREAK = """
CREATE FUNCTION quote_it() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'broken: %', current_query(); END $$;
CREATE TRIGGER quote_it BEFORE INSERT ON justice_portal_rowchange FOR EACH ROW EXECUTE FUNCTION quote_it();
"""


def told(world, names):
    """(page, where it was seen) of each thing typed or known of somebody that got out; how many forms broke."""
    made, wrong, broken = both_places(world), [], 0
    known = [CANARY, world.someone.prison_number, world.someone.family_name, world.person.name]
    for name, kind, client, where, form in every_form(world, made, names):
        given = {field: [CANARY] if value == [TYPED] else value for field, value in form.filled().items()}
        client.raise_request_exception = False
        for breaks in (False, True):
            with log_lines() as lines, undone():
                if breaks:
                    with as_owner(), connection.cursor() as cursor:
                        cursor.execute(BREAK)
                answer = client.post(where, given)
            broken += answer.status_code == 500
            places = {"a log": "\n".join(lines), "an address": answer.headers.get("Location", "")}
            if answer.status_code == 500:
                places["the page"] = answer.content.decode()
            wrong += [(name, kind, place) for place, text in places.items() if any(one in text for one in known)]
    return wrong, broken


def test_t95_what_is_typed_is_in_no_log_and_no_address(world):
    wrong, broken = told(world, SOME)
    assert wrong == []
    assert broken, "a page that breaks quotes what it was given"


@pytest.mark.proof
def test_t95_what_is_typed_anywhere_is_in_no_log_and_no_address(world):
    wrong, broken = told(world, None)
    assert wrong == []
    assert broken >= 40
