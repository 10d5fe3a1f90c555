"""T08: a search tells nobody who is inside, by its words or by its time."""

import random
import re
import statistics
import time

import pytest
from django.urls import reverse
from django.utils.html import escape

from justice_portal.people.invention import any_name, reserved_number
from justice_portal.people.models import Person
from tests.factories import PersonFactory

CHANCE = re.compile(r'value="[A-Za-z0-9]{64}"|find=[\w-]+|value="[\w-]{12}"|nonce="[^"]+"|Read by [^<]+')


@pytest.mark.proof
def test_t08_five_hundred_searches_in_and_out_of_scope_answer_alike(world, browse):
    """Half of the names and numbers are of people in the other prison, half of nobody. One body; like medians."""
    dice = random.Random(8)
    hidden = [
        PersonFactory(given_name=given, family_name=family, establishment=world.there)
        for given, family in (any_name(dice).split(" ", 1) for _nth in range(125))
    ]
    inside = [str(getattr(one, field)) for one in hidden for field in ("family_name", "prison_number")]
    known = {word for one in Person.objects.all() for word in (one.family_name, one.prison_number)}
    outside = [f"Q{dice.randrange(10**8)}x" for _nth in range(125)]
    outside += [number for number in map(reserved_number, range(500_000, 500_125)) if number not in known]
    client, bodies, took = browse(world.manager), set(), {True: [], False: []}
    searches = [(words, True) for words in inside] + [(words, False) for words in outside]
    dice.shuffle(searches)
    for words, is_inside in searches:
        where = client.post(reverse("people:search"), {"q": words}).headers["Location"]
        began = time.process_time()
        page = client.get(where).content.decode()
        took[is_inside].append(time.process_time() - began)
        bodies.add(CHANCE.sub("", page).replace(escape(words), ""))
    assert len(bodies) == 1
    there, nowhere = statistics.median(took[True]), statistics.median(took[False])
    assert abs(there - nowhere) / nowhere < 0.10, (there, nowhere)
