"""What somebody gathers in custody, each through its own page: it has to be there after every gate."""

from django.urls import reverse

from justice_portal.keys import uuid7
from mentoring.models import Match, Mentor
from rehab.models import Assessment, Goal, Plan
from tests.learning.content import make_course
from tests.rehab.assessments.rows import question_sets

GOAL, STEP, HELLO, ANSWER = "Find a place to live", "Ask for a form", "Hello, I am new here.", "Welcome. I am Sam."


def settle_in(life):
    """A plan with a goal and a step, answers about money, half a course, and a mentor who wrote back."""
    own = life.tablet()
    assert own.is_open
    _plans(own)
    _answers(life, own)
    _learns(own)
    _is_matched(life, own)
    write(own, HELLO)
    write(life.staff(life.world.mentor), ANSWER)
    return own


def _plans(own):
    own.press(reverse("plans:mine"))
    plan = Plan.objects.get()
    own.fill(reverse("plans:goal-add", args=[plan.pk, "accommodation"]), title=GOAL, target="12")
    own.fill(reverse("plans:step-add", args=[Goal.objects.get().pk]), title=STEP, turn="person")


def _answers(life, own):
    question_sets()
    own.press(reverse("assessments:mine"))
    finance = Assessment.objects.get(person=life.pk).parts.get(pathway="finance")
    own.fill(reverse("assessments:part", args=[finance.pk, "person", 1]), BANK="NO")


def _learns(own):
    make_course("halves")
    own.press(reverse("courses:start", args=["halves"]), key=uuid7())
    own.press(reverse("courses:lesson-finish", args=["halves", "part-1"]), key=uuid7())


def _is_matched(life, own):
    """Staff propose, both say yes, and it starts."""
    desk = life.staff(life.world.manager)
    url = reverse("matching:propose", args=[life.pk])
    desk.fill(url, mentor=Mentor.objects.get().pk, help_wanted=["home"], languages=["en"])
    match = Match.objects.get()
    own.press(reverse("choosing:person-says", args=[match.pk, "yes"]))
    life.staff(life.world.mentor).press(reverse("choosing:mentor-says", args=[match.pk, "yes"]))
    desk.press(reverse("matching:start", args=[match.pk]))


def write(desk, body):
    """One of the two writes into their one conversation."""
    desk.fill(reverse("messages:thread", args=[Match.objects.get().thread.pk]), body=body)


def has_everything(desk, *messages):
    """The person finds on their own pages all that they had, once, and goes on where they stopped."""
    plan = Plan.objects.get()
    goal = Goal.objects.get()
    assert GOAL in desk.read("plans:pathway", plan.pk, "accommodation")
    assert STEP in desk.read("plans:goal", goal.pk)
    assert "You are on lesson 2 of 2" in desk.read("courses:course", "halves")
    thread = Match.objects.get().thread
    talk = desk.read("messages:thread", thread.pk)
    lost = [words for words in (HELLO, ANSWER, *messages) if words not in talk]
    assert not lost, (lost, list(thread.messages.values_list("body", "status")))
    assert thread.messages.count() == 2 + len(messages)
    finance = Assessment.objects.get().parts.get(pathway="finance")
    assert finance.values("person") == {"BANK": "NO"}
    assert desk.client.get(reverse("assessments:part", args=[finance.pk, "person", 1])).status_code == 200
