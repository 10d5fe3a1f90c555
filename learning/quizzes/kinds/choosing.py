"""Questions that are answered by choosing: one, several, true or not, words in a text, a place in a picture, how sure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.sheets.questions import both
from learning.courses import pictures
from learning.courses.localised import say
from learning.quizzes import passages
from learning.quizzes.kinds.base import (
    Kind,
    NotAnAnswerError,
    Option,
    Sent,
    both_words,
    codes_of,
    paper_question,
    text_of,
)
from learning.quizzes.models import Question


def one_of(sent: Sent, codes: list[str]) -> list[str]:
    """The one choice that was sent. Raises NotAnAnswerError."""
    chosen = [code for code in sent if code]
    if not chosen:
        raise NotAnAnswerError(_("Choose an answer."))
    if len(chosen) > 1 or chosen[0] not in codes:
        raise NotAnAnswerError(_("Choose one of the answers on the page."))
    return chosen


def some_of(sent: Sent, codes: list[str]) -> list[str]:
    """The choices that were sent, one or more. Raises NotAnAnswerError."""
    chosen = {code for code in sent if code}
    if not chosen:
        raise NotAnAnswerError(_("Choose one answer or more."))
    if not chosen <= set(codes):
        raise NotAnAnswerError(_("Choose from the answers on the page."))
    return sorted(chosen)


class Single(Kind):
    """One of several is right."""

    template = "learning/quizzes/single.html"

    def read(self, question: Question, sent: Sent) -> list[str]:
        return one_of(sent, codes_of(question))

    def is_right(self, question: Question, response: Any) -> bool | None:
        return sorted(response) == sorted(self._right(question.content))

    def shown(self, question: Question, response: Any) -> list[str]:
        return [say(one["text"]).text for one in question.content["choices"] if one["code"] in response]

    def right_answer(self, question: Question) -> list[str]:
        return self.shown(question, self._right(question.content))

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        choices = question.content["choices"]
        return {"choices": [Option(one["code"], say(one["text"]).text, one["code"] in sent) for one in choices]}

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        right = len(self._right(content))
        if right != 1:
            yield f"{right} choices are right, one must be"
        yield from _twice(content["choices"])

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        return [paper_question(question, "choice", choices=_paper_choices(question.content["choices"]))]

    def _right(self, content: Mapping[str, Any]) -> list[str]:
        return [one["code"] for one in content["choices"] if one.get("right")]


class Multiple(Single):
    """All that are right, and no other."""

    template = "learning/quizzes/multiple.html"

    def read(self, question: Question, sent: Sent) -> list[str]:
        return some_of(sent, codes_of(question))

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        if not self._right(content):
            yield "no choice is right, one or more must be"
        yield from _twice(content["choices"])

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        return [paper_question(question, "many", choices=_paper_choices(question.content["choices"]))]


class Truth(Kind):
    """Something is said: true, or not."""

    template = "learning/quizzes/single.html"
    words = {"true": gettext_lazy("True"), "false": gettext_lazy("Not true")}

    def read(self, question: Question, sent: Sent) -> list[str]:
        return one_of(sent, list(self.words))

    def is_right(self, question: Question, response: Any) -> bool | None:
        return response == [self._right(question)]

    def shown(self, question: Question, response: Any) -> list[str]:
        return [str(self.words[code]) for code in response]

    def right_answer(self, question: Question) -> list[str]:
        return [str(self.words[self._right(question)])]

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        return {"choices": [Option(code, str(text), code in sent) for code, text in self.words.items()]}

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        return [paper_question(question, "choice", choices=list(self.words.items()))]

    def _right(self, question: Question) -> str:
        return "true" if question.content["answer"] else "false"


class Passage(Kind):
    """Choose words in a text: each that can be chosen stands in the text as [a: words]."""

    template = "learning/quizzes/passage.html"
    first = "answer-a"

    def read(self, question: Question, sent: Sent) -> list[str]:
        return some_of(sent, list(passages.choices(question.content["passage"]["en"])))

    def is_right(self, question: Question, response: Any) -> bool | None:
        return sorted(response) == sorted(question.content["right"])

    def shown(self, question: Question, response: Any) -> list[str]:
        words = passages.choices(say(question.content["passage"]).text)
        return [text for code, text in words.items() if code in response]

    def right_answer(self, question: Question) -> list[str]:
        return self.shown(question, question.content["right"])

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        return {
            "lines": passages.lines(say(question.content["passage"]).text, sent),
            "pick": len(question.content["right"]),
        }

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        codes = [list(passages.choices(text)) for text in content["passage"].values()]
        if any(sorted(found) != sorted(codes[0]) for found in codes):
            yield "the two languages do not have the same places to choose"
        if not content["right"] or not set(content["right"]) <= set(codes[0]):
            yield "no right place to choose stands in the text"
        if len(codes[0]) <= len(content["right"]):
            yield "everything is right: there is nothing to choose between"

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        text, welsh = (passages.choices(say(question.content["passage"], one).text) for one in ("en", "cy"))
        choices = [(code, (words, welsh.get(code, words))) for code, words in text.items()]
        hint = tuple(passages.plain(say(question.content["passage"], one).text) for one in ("en", "cy"))
        return [paper_question(question, "many", choices=choices, hint=hint)]


class Spot(NamedTuple):
    """A numbered place in a picture, in the units of its drawing."""

    number: int
    x: float
    y: float


#: The drawing of every picture of a course: 640 wide, 360 high.
WIDE, HIGH = 640, 360


class Hotspot(Kind):
    """Choose a place in a picture. Each place has a number in the picture and its own words beside it."""

    template = "learning/quizzes/hotspot.html"

    def read(self, question: Question, sent: Sent) -> list[str]:
        return one_of(sent, codes_of(question, "areas"))

    def is_right(self, question: Question, response: Any) -> bool | None:
        return sorted(response) == sorted(self._right(question.content))

    def shown(self, question: Question, response: Any) -> list[str]:
        return [text_of(question.content["areas"], code) for code in response]

    def right_answer(self, question: Question) -> list[str]:
        return self.shown(question, self._right(question.content))

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        areas = question.content["areas"]
        return {
            "picture": self.address(question),
            "alt": say(question.content["alt"]).text,
            "spots": self.spots(question),
            "choices": [
                Option(one["code"], f"{place}. {say(one['text']).text}", one["code"] in sent)
                for place, one in enumerate(areas, 1)
            ],
        }

    def address(self, question: Question) -> str:
        return pictures.address(question.content["picture"])

    def spots(self, question: Question) -> list[Spot]:
        """Where the numbers stand in the picture."""
        return [
            Spot(place, one["x"] * WIDE / 100, one["y"] * HIGH / 100)
            for place, one in enumerate(question.content["areas"], 1)
        ]

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        right = len(self._right(content))
        if right != 1:
            yield f"{right} places are right, one must be"
        yield from _twice(content["areas"])

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        words = [(one["code"], both_words(one["text"])) for one in question.content["areas"]]
        choices = [(code, tuple(f"{place}. {text}" for text in pair)) for place, (code, pair) in enumerate(words, 1)]
        return [paper_question(question, "choice", choices=choices, hint=both_words(question.content["alt"]))]

    def _right(self, content: Mapping[str, Any]) -> list[str]:
        return [one["code"] for one in content["areas"] if one.get("right")]


class Rating(Kind):
    """How sure somebody feels, from 1 up. There is no right answer, and it does not count."""

    template = "learning/quizzes/rating.html"
    counts = False

    def read(self, question: Question, sent: Sent) -> list[str]:
        return one_of(sent, self._steps(question))

    def is_right(self, question: Question, response: Any) -> bool | None:
        return None

    def shown(self, question: Question, response: Any) -> list[str]:
        return [_("%(number)s of %(total)s") % {"number": response[0], "total": question.content["steps"]}]

    def right_answer(self, question: Question) -> list[str]:
        return []

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        choices = [Option(step, self._words(question, step), step in sent) for step in self._steps(question)]
        return {"choices": choices}

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        ends = {"1": question.content["low"], question.content["steps"]: question.content["high"]}
        choices = []
        for step in self._steps(question):
            words = both_words(ends[step]) if step in ends else ("", "")
            choices.append((step, tuple(f"{step}. {text}" if text else step for text in words)))
        return [paper_question(question, "choice", choices=choices)]

    def _steps(self, question: Question) -> list[str]:
        return [str(step) for step in range(1, int(question.content["steps"]) + 1)]

    def _words(self, question: Question, step: str) -> str:
        if step == "1":
            return f"1. {say(question.content['low']).text}"
        return f"{step}. {say(question.content['high']).text}" if step == self._steps(question)[-1] else step


def _twice(things: list[dict[str, Any]]) -> Iterator[str]:
    if len({one["code"] for one in things}) < len(things):
        yield "a choice's letter stands twice"


def _paper_choices(choices: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    return [(one["code"], both(both_words(one["text"]))) for one in choices]
