"""Questions that are answered by arranging, one choice for each thing: put in order, match.

Nothing is dragged: each thing has its own list to choose from. What is sent of each is "thing=place", so that the order
in which a page or a device sends them makes no difference.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from learning.courses.localised import say
from learning.quizzes.kinds.base import (
    Kind,
    NotAnAnswerError,
    Option,
    Sent,
    both_words,
    paper_parts,
    part_code,
    text_of,
)
from learning.quizzes.models import Question


class Row(NamedTuple):
    """A thing, and what can be chosen for it."""

    code: str
    text: str
    options: list[Option]


class Arranging(Kind):
    """Each thing is given one of several."""

    def read(self, question: Question, sent: Sent) -> list[str]:
        chosen = dict(one.split("=", 1) for one in sent if "=" in one)
        chosen = {code: value for code, value in chosen.items() if value}
        things = {one["code"] for one in self.things(question)}
        if set(chosen) - things or not set(chosen.values()) <= {one.code for one in self.options(question)}:
            raise NotAnAnswerError(_("Choose from the answers on the page."))
        if set(chosen) != things:
            raise NotAnAnswerError(_("Choose an answer for each line."))
        self.check(chosen)
        return sorted(f"{code}={value}" for code, value in chosen.items())

    def check(self, chosen: Mapping[str, str]) -> None:
        """Raise NotAnAnswerError when the choices do not go together."""

    def is_right(self, question: Question, response: Any) -> bool | None:
        return response == sorted(f"{code}={value}" for code, value in self.right(question).items())

    def right_answer(self, question: Question) -> list[str]:
        return self.shown(question, [f"{code}={value}" for code, value in self.right(question).items()])

    def things(self, question: Question) -> list[dict[str, Any]]:
        """What is arranged, in the order in which the page shows it."""
        return sorted(question.content["items"], key=lambda one: one["code"])

    def options(self, question: Question) -> list[Option]:
        """What can be chosen for each."""
        raise NotImplementedError

    def right(self, question: Question) -> dict[str, str]:
        """The right choice of each thing."""
        raise NotImplementedError

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        options = self.options(question)
        rows = [
            Row(
                one["code"],
                say(one["text"]).text,
                [
                    Option(f"{one['code']}={each.code}", each.text, f"{one['code']}={each.code}" in sent)
                    for each in options
                ],
            )
            for one in self.things(question)
        ]
        return {"rows": rows}

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        choices = self.paper_options(question)
        return paper_parts(question, [(one["code"], both_words(one["text"]), choices) for one in self.things(question)])

    def paper_options(self, question: Question) -> list[tuple[str, tuple[str, str]]]:
        """What can be chosen for each, in both languages."""
        raise NotImplementedError

    def from_paper(self, question: Question, answers: Mapping[str, Any]) -> list[str]:
        codes = [one["code"] for one in self.things(question)]
        return [f"{code}={answers.get(part_code(question, code), '')}" for code in codes]


class Order(Arranging):
    """Put in order. The items are written in the right order; the page shows them by their letters."""

    template = "learning/quizzes/order.html"

    def options(self, question: Question) -> list[Option]:
        return [Option(str(place), str(place)) for place, _one in enumerate(question.content["items"], 1)]

    def check(self, chosen: Mapping[str, str]) -> None:
        if len(set(chosen.values())) < len(chosen):
            raise NotAnAnswerError(_("Give each line its own number."))

    def right(self, question: Question) -> dict[str, str]:
        return {one["code"]: str(place) for place, one in enumerate(question.content["items"], 1)}

    def shown(self, question: Question, response: Any) -> list[str]:
        placed = sorted((one.split("=")[::-1] for one in response), key=lambda pair: int(pair[0]))
        return [f"{place}. {text_of(question.content['items'], code)}" for place, code in placed]

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        codes = [one["code"] for one in content["items"]]
        if len(set(codes)) < len(codes):
            yield "an item's letter stands twice"
        elif codes == sorted(codes):
            yield "the letters are in the right order already: the page would show the answer"

    def paper_options(self, question: Question) -> list[tuple[str, tuple[str, str]]]:
        return [(one.code, (one.text, one.text)) for one in self.options(question)]


class Match(Arranging):
    """Match each thing with what belongs to it."""

    template = "learning/quizzes/match.html"

    def options(self, question: Question) -> list[Option]:
        return [Option(one["code"], say(one["text"]).text) for one in self._partners(question)]

    def right(self, question: Question) -> dict[str, str]:
        return {one["code"]: one["match"] for one in question.content["items"]}

    def shown(self, question: Question, response: Any) -> list[str]:
        chosen = dict(one.split("=") for one in response)
        return [
            f"{say(one['text']).text}: {text_of(question.content['matches'], chosen[one['code']])}"
            for one in self.things(question)
            if one["code"] in chosen
        ]

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        partners = [one["code"] for one in content["matches"]]
        if len(set(partners)) < len(partners) or len({one["code"] for one in content["items"]}) < len(content["items"]):
            yield "a letter stands twice"
        if not {one["match"] for one in content["items"]} <= set(partners):
            yield "something has no match"

    def paper_options(self, question: Question) -> list[tuple[str, tuple[str, str]]]:
        return [(one["code"], both_words(one["text"])) for one in self._partners(question)]

    def _partners(self, question: Question) -> list[dict[str, Any]]:
        return sorted(question.content["matches"], key=lambda one: one["code"])
