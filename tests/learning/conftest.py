import pytest
from hypothesis import settings

from justice_portal.keys import uuid7
from tests.learning.content import make_course, start

settings.register_profile("steady", deadline=None)  # a busy machine is no finding
settings.load_profile("steady")


@pytest.fixture
def course(db):
    return make_course()


@pytest.fixture
def learner(world):
    """The person in prison, with an account."""
    return world.someone


@pytest.fixture
def enrolment(learner, course):
    return start(learner, course)


@pytest.fixture
def key():
    return uuid7()
