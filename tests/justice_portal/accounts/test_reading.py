"""What the person reads here is at the reading age of nine."""

import pytest
from django.test import Client
from django.urls import reverse

from justice_portal.accounts.adapters import NOT_LET_IN
from justice_portal.keys import uuid7
from justice_portal.notices.kinds import KINDS
from justice_portal.problems import actions
from justice_portal.problems.models import Problem
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words, visible_text


def reads(page):
    text = visible_text(page)
    return grade(text), hard_words(text)


@pytest.mark.parametrize("kind", Problem.Kind.values)
def test_pages_about_what_is_wrong(world, browse, kind):
    client = browse(world.person)
    problem = actions.tell_problem(Problem, key=uuid7(), kind=kind, words="It is so.", by=world.person)
    actions_left = [lambda: None, lambda: actions.take_problem(problem, by=world.manager),
                    lambda: actions.answer_problem(problem, answer="We did it.", by=world.manager)]  # fmt: skip
    for act in actions_left:
        act()
        for url in (problem.get_absolute_url(), reverse("problems:mine"), reverse("notices:list")):
            measured, hard = reads(client.get(url).content.decode())
            assert measured <= GRADE_FOR_PEOPLE, (url, measured, hard)


def test_the_page_to_tell_and_the_door(world, browse):
    client = browse(world.person)
    pages = [
        client.get(reverse("problems:tell")),
        client.post(reverse("problems:tell"), {}),
        client.get(reverse("problems:mine")),
        client.get(reverse("notices:list")),
        Client().get(reverse("account_request_login_code")),
        Client().get(reverse("accounts:sign-in")),
    ]
    for page in pages:
        measured, hard = reads(page.content.decode())
        assert measured <= GRADE_FOR_PEOPLE, (page.request["PATH_INFO"], measured, hard)


def test_all_notices_together():
    text = "\n".join(str(kind.text) for kind in KINDS.values())
    assert grade(text) <= GRADE_FOR_PEOPLE, (grade(text), hard_words(text))


def test_the_answer_of_the_door():
    assert grade(str(NOT_LET_IN)) <= GRADE_FOR_PEOPLE


def test_the_email():
    assert grade("You have something new. Sign in.") <= GRADE_FOR_PEOPLE
