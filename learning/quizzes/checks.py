"""What is wrong with the quiz in the content of a course, that its shape cannot say."""

from collections import Counter
from collections.abc import Iterator

from learning.courses.importer import Content, also_check
from learning.quizzes.kinds import KINDS


def quiz_faults(content: Content) -> Iterator[str]:
    """A question without a right answer, most of all: nobody could pass it."""
    quiz = content["quiz"]
    for code, times in Counter(question["code"] for question in quiz["questions"]).items():
        if times > 1:
            yield f"quiz: code {code} stands {times} times"
    counted = sum(KINDS[question["kind"]].counts for question in quiz["questions"])
    if quiz["pass_mark"] > counted:
        yield f"quiz: pass_mark is {quiz['pass_mark']}, but there are {counted} questions that count"
    if quiz.get("draw", 0) > len(quiz["questions"]) or quiz["pass_mark"] > quiz.get("draw", counted):
        yield "quiz: fewer questions are drawn than are needed"
    mastery = quiz.get("mastery")
    if mastery and not mastery["right"] <= mastery["of"] <= counted:
        yield "quiz: mastery cannot be reached"
    for question in quiz["questions"]:
        yield from (f"quiz/{question['code']}: {fault}" for fault in KINDS[question["kind"]].faults(question))


also_check(quiz_faults)
