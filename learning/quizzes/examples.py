"""A right and a wrong response to a question of any kind: what the demo estate's people answer."""

from collections.abc import Callable
from typing import Any, NamedTuple

from learning.quizzes import passages
from learning.quizzes.kinds import kind_of
from learning.quizzes.kinds.arranging import Arranging
from learning.quizzes.models import Question

K = Question.Kind
LETTER = "Dear Sir or Madam,\nPlease send me the form to claim my travel money.\nYours faithfully,\nJ. Smith"
SHORT_LETTER = "can you send me the form"


class Examples(NamedTuple):
    right: Any
    wrong: Any


def examples_of(question: Question) -> Examples:
    """Responses as they are kept. A question without a right answer gives two that are as good as each other."""
    return _MAKERS[K(question.kind)](question)


def _number(question: Question) -> Examples:
    answer = question.content["answer"]
    return Examples(answer, str(float(answer) + 3))


def _chosen(name: str) -> Callable[[Question], Examples]:
    def make(question: Question) -> Examples:
        things = question.content[name]
        right = [one["code"] for one in things if one.get("right")]
        return Examples(right, [next(one["code"] for one in things if not one.get("right"))])

    return make


def _truth(question: Question) -> Examples:
    return Examples(*((["true"], ["false"]) if question.content["answer"] else (["false"], ["true"])))


def _short(question: Question) -> Examples:
    return Examples(question.content["accepted"]["en"][0], "not sure")


def _arranged(question: Question) -> Examples:
    kind = kind_of(question)
    assert isinstance(kind, Arranging)
    right = kind.right(question)
    turned = dict(zip(right, [*list(right.values())[1:], next(iter(right.values()))], strict=True))
    return Examples(*(sorted(f"{code}={value}" for code, value in each.items()) for each in (right, turned)))


def _gaps(question: Question) -> Examples:
    right, wrong = [], []
    for gap in question.content["gaps"]:
        if "choices" in gap:
            right.append(next(one["code"] for one in gap["choices"] if one.get("right")))
            wrong.append(next(one["code"] for one in gap["choices"] if not one.get("right")))
        else:
            right.append(gap["accepted"]["en"][0])
            wrong.append("7")
    return Examples(right, wrong)


def _passage(question: Question) -> Examples:
    right = sorted(question.content["right"])
    codes = passages.choices(question.content["passage"]["en"])
    return Examples(right, [next(code for code in codes if code not in right)])


_MAKERS: dict[Question.Kind, Callable[[Question], Examples]] = {
    K.SINGLE: _chosen("choices"),
    K.MULTIPLE: _chosen("choices"),
    K.TRUTH: _truth,
    K.NUMBER: _number,
    K.SHORT: _short,
    K.ORDER: _arranged,
    K.MATCH: _arranged,
    K.GAPS: _gaps,
    K.PASSAGE: _passage,
    K.HOTSPOT: _chosen("areas"),
    K.RATING: lambda _question: Examples(["4"], ["2"]),
    K.LONG: lambda _question: Examples(LETTER, SHORT_LETTER),
}
