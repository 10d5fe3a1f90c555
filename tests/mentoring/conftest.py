"""What tests of mentoring share."""

import pytest

from justice_portal.access import SYSTEM
from mentoring.models import Rule
from mentoring.screening.actions import load_first_rules
from tests.mentoring.pairs import PHONE, matched, say


@pytest.fixture
def rules(db):
    """The rules that come with the product. Without any, each message waits for a moderator."""
    load_first_rules(Rule, by=SYSTEM)


@pytest.fixture
def match(world, rules):
    """The person and the mentor of `here`, who write to each other."""
    return matched(world.someone, world.mentor, world.here)


@pytest.fixture
def thread(match):
    return match.thread


@pytest.fixture
def hold(world, thread):
    """A message of the person that waits for a moderator."""
    return say(thread, world.person, PHONE).holds.get()
