"""Invented years of learning: the facts first, and everything else worked out from them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from justice_portal import clock
from justice_portal.access import SYSTEM, Role
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from learning.courses.models import Enrolment
from learning.loading import load_courses
from learning.models import Answer, Attempt, CourseProgress, LearningFact, Mark
from learning.outlines import Ask, Outline, outlines
from learning.record_store import figures
from learning.record_store.keeping import Claim, as_fields

#: Of a hundred people, so many learn here.
LEARNERS = 78
#: How a course goes, with its weight: done; going on; begun and gone quiet; picked by staff and not opened yet.
WAYS = {"done": 45, "going": 25, "quiet": 20, "picked": 10}
#: Of a hundred answers, so many are right.
RIGHT = 82
AT_ONCE = 2_000

ENROLMENT = (
    "id",
    "person_id",
    "course_id",
    "version_id",
    "enrolled_at",
    "enrolled_by_id",
    "is_own_choice",
    "made_in_id",
)
FACT = (
    "id", "person_id", "verb", "object_type", "object_id", "enrolment_id", "version_id", "attempt_id", "result",
    "happened_at", "received_at", "made_in_id", "told_by_id", "claim_hash",
)  # fmt: skip
ATTEMPT = (
    "id", "quiz_id", "enrolment_id", "person_id", "status", "question_ids", "pass_mark", "started_at", "finished_at",
    "right", "made_in_id", "counted", "sort",
)  # fmt: skip
MARK = ("id", "answer_id", "points", "phrases", "words", "marked_at", "marked_by_id")
ANSWER = ("id", "attempt_id", "question_id", "response", "is_right", "answered_at", "nth", "is_late")
PROGRESS = (
    "enrolment_id", "person_id", "course_id", "made_in_id", "establishment_id", "wing_id", "done", "checks", "lessons_done",
    "lessons_total", "next_lesson", "best_right", "best_of", "last_at", "completed_at",
)  # fmt: skip


@seeder(order=120)
def learning(estate: SeedEstate, rng: Random) -> None:
    """The packaged courses, and who took them, how far and how well."""
    load_courses(by=SYSTEM)
    maker = Maker(estate, rng, outlines())
    for start in range(0, len(estate.people), AT_ONCE):
        for person in estate.people[start : start + AT_ONCE]:
            maker.teach(person)
        maker.write()


@dataclass
class Story:
    """One person and one course: what happened, in order of time."""

    person: SeedPerson
    outline: Outline
    key: UUID
    own: bool
    at: datetime
    facts: list[tuple] = field(default_factory=list)
    said: list[figures.Said] = field(default_factory=list)
    attempts: list[tuple] = field(default_factory=list)
    answers: list[tuple] = field(default_factory=list)
    marks: list[tuple] = field(default_factory=list)

    def made_in(self, at: datetime) -> UUID | None:
        """Where it happened, as far as we know: before they came to where they are, we do not."""
        return self.person.establishment if at.date() >= self.person.came_on else None


class Maker:
    """Makes stories one by one and writes them many at a time."""

    def __init__(self, estate: SeedEstate, rng: Random, courses: list[Outline]) -> None:
        self.estate, self.rng, self.now = estate, rng, clock.now()
        self.courses = {outline.version.course.code: outline for outline in courses}
        self.tutors: dict[UUID | None, list[UUID]] = defaultdict(list)
        for tutor in estate.staff_of(Role.TUTOR):
            self.tutors[tutor.establishment].append(tutor.id)
        self.stories: list[tuple[Story, UUID | None]] = []

    def teach(self, person: SeedPerson) -> None:
        """Decide what somebody takes, and how it goes."""
        if self.estate.demo is not None and person is self.estate.demo.person:
            for code, way, lessons in GUIDED:
                self.take(person, self.courses[code], way, self.estate.day(40 - 9 * lessons), lessons)
            return
        rng, days = self.rng, (self.estate.today - person.first_on).days
        if days < 3 or rng.randrange(100) >= LEARNERS:
            return
        most = min(len(self.courses), 1 + days // 60)
        begin = person.first_on + timedelta(days=rng.randint(1, max(1, days // 3)))
        for outline in rng.sample(list(self.courses.values()), rng.randint(1, most)):
            way = rng.choices(list(WAYS), weights=list(WAYS.values()))[0]
            ends = self.take(person, outline, way, begin)
            begin = ends + timedelta(days=rng.randint(2, 40))
            if begin >= self.estate.today:
                return

    def take(self, person: SeedPerson, outline: Outline, way: str, begin: date, lessons: int | None = None) -> date:
        """Tell one story; the day it ends."""
        rng = self.rng
        if way == "going":  # still at it
            begin = max(begin, self.estate.day(rng.randint(3, 25)))
        at = min(self.estate.moment(begin, rng, 9, 16), self.now - timedelta(hours=6))
        tutor = rng.choice(self.tutors[person.establishment]) if self.tutors.get(person.establishment) else None
        own = not (tutor and (way == "picked" or rng.random() < 0.2))
        story = Story(person, outline, self.estate.key(rng, at), own, at)
        if lessons is None:
            whole = len(outline.lessons)
            lessons = {"done": whole, "picked": 0}.get(way, rng.randint(0, whole))
        if way != "picked" or own:
            self.tell(story, "registered", "course", outline.version.course_id, fact=story.key)
            self.work(story, lessons, is_done=way == "done")
        self.stories.append((story, tutor))
        return story.at.date()

    def work(self, story: Story, lessons: int, *, is_done: bool) -> None:
        for lesson, checks in story.outline.lessons[:lessons]:
            for check in checks:
                choice = check.right if self.rng.randrange(100) < RIGHT else (check.right + 1) % check.choices
                self.tell(story, "answered", "block", check.block, response=choice, success=choice == check.right)
            self.tell(story, "completed", "lesson", lesson)
            self.pass_time(story)
        if is_done or (lessons == len(story.outline.lessons) and self.rng.random() < 0.5):
            self.sit(story, right=RIGHT if is_done else 45, is_done=is_done)
            while is_done and story.said[-1].verb == "failed":
                self.sit(story, right=95)

    def pass_time(self, story: Story) -> None:
        """A day or a few later, but never after now."""
        later = story.at + timedelta(days=self.rng.choice((1, 1, 2, 3, 7)), minutes=self.rng.randint(-90, 90))
        story.at = min(later, self.now - timedelta(minutes=30)) if later > story.at else story.at

    def sit(self, story: Story, *, right: int, is_done: bool = True) -> None:
        """One try at the quiz. What a tutor marks waits for them, unless all this is done."""
        outline, attempt, began = story.outline, self.estate.key(self.rng, story.at), story.at
        self.tell(story, "attempted", "quiz", outline.quiz, attempt=attempt, fact=attempt)
        marker = next(
            (
                key
                for keys in (self.tutors.get(story.person.establishment), *self.tutors.values())
                for key in keys or ()
            ),
            None,
        )
        waits = any(ask.rubric for ask in outline.asks) and not (is_done and marker)
        score = sum(self.answer(story, attempt, ask, right, None if waits else marker) for ask in outline.asks)
        counted = sum(ask.counts for ask in outline.asks)
        if not waits:
            self.score(story, attempt, score, counted)
        story.attempts.append(
            (
                attempt, outline.quiz, story.key, story.person.id, "marking" if waits else "finished",
                [ask.question for ask in outline.asks], outline.pass_mark, began, story.at, None if waits else score,
                story.made_in(began), counted, "graded",
            )
        )  # fmt: skip

    def answer(self, story: Story, attempt: UUID, ask: Ask, right: int, marker: UUID | None) -> bool:
        """One answer, and its mark; whether it counts as right."""
        is_right = self.rng.randrange(100) < right
        response = ask.right if is_right else ask.wrong
        said = {} if ask.rubric or not ask.counts else {"success": is_right}
        key = self.tell(story, "answered", "question", ask.question, attempt=attempt, response=response, **said)
        is_marked = ask.counts and (marker is not None or not ask.rubric)
        story.answers.append(
            (key, attempt, ask.question, response, is_right if is_marked else None, story.at, 1, False)
        )
        if ask.rubric and is_marked:
            points = {line["code"]: line["points"] if is_right else line["points"] // 2 for line in ask.rubric}
            phrases = ["clear", "work"] if is_right else ["own", "stops"]
            story.marks.append((self.estate.key(self.rng, story.at), key, points, phrases, "", story.at, marker))
        return bool(is_right and is_marked)

    def score(self, story: Story, attempt: UUID, score: int, of: int) -> None:
        passed = score >= story.outline.pass_mark
        scored = {"raw": score, "max": of, "scaled": round(score / of, 4)}
        self.tell(
            story, "passed" if passed else "failed", "quiz", story.outline.quiz,
            attempt=attempt, score=scored, success=passed, completion=True,
        )  # fmt: skip

    def tell(
        self, story: Story, verb: str, kind: str, thing: UUID, *,
        attempt: UUID | None = None, fact: UUID | None = None, response: Any = None, **result: Any,
    ) -> UUID:  # fmt: skip
        """One fact, a little after the one before."""
        story.at = min(story.at + timedelta(seconds=self.rng.randint(20, 400)), self.now)
        key = fact or self.estate.key(self.rng, story.at)
        claim = Claim(key, verb, kind, thing, attempt_id=attempt, response=response)
        if response is not None:
            result = {"response": response, **result}
        person = story.person
        story.facts.append(
            (
                key, person.id, verb, kind, thing, story.key, story.outline.version.pk, attempt, result, story.at,
                story.at, story.made_in(story.at), person.user, claim.hash(story.key),
            )
        )  # fmt: skip
        story.said.append(figures.Said(verb, kind, thing, result, story.at))
        return key

    def write(self) -> None:
        """The stories so far, table by table."""
        stories, load = self.stories, self.estate.load
        load(Enrolment, ENROLMENT, (_enrolment(story, tutor) for story, tutor in stories))
        load(CourseProgress, PROGRESS, (_progress(story) for story, _tutor in stories))
        load(LearningFact, FACT, (row for story, _tutor in stories for row in story.facts))
        load(Attempt, ATTEMPT, (row for story, _tutor in stories for row in story.attempts))
        load(Answer, ANSWER, (row for story, _tutor in stories for row in story.answers))
        load(Mark, MARK, (row for story, _tutor in stories for row in story.marks))
        self.stories = []


#: What the person of the demo finds: a course that is done, one half-way, one that staff picked.
GUIDED = (("food-hygiene", "done", 4), ("fractions-and-money", "going", 2), ("understanding-your-licence", "picked", 0))


def _enrolment(story: Story, tutor: UUID | None) -> tuple:
    version, first = story.outline.version, story.said[0].at if story.said else story.at
    by = story.person.user if story.own else tutor
    return (story.key, story.person.id, version.course_id, version.pk, first, by, story.own, story.made_in(first))


def _progress(story: Story) -> tuple:
    """The summary row, by the same fold as everywhere."""
    person, version = story.person, story.outline.version
    first = story.said[0].at if story.said else story.at
    worked_out = as_fields(figures.fold(story.said), version)
    return (
        story.key, person.id, version.course_id, story.made_in(first), person.establishment, person.wing,
        *(worked_out[name] for name in PROGRESS[6:]),
    )  # fmt: skip
