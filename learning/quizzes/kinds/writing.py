"""Questions that are answered by writing: a number, a word or two, words in gaps, a longer answer that a tutor marks."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from learning.courses.localised import say
from learning.quizzes import passages, spelling
from learning.quizzes.kinds.base import (
    Kind,
    NotAnAnswerError,
    Option,
    Sent,
    both_words,
    paper_parts,
    paper_question,
    part_code,
)
from learning.quizzes.models import Question
from learning.quizzes.numbers import LONGEST, read_number

LONGEST_WORDS, LONGEST_TEXT = 100, 4000


class Number(Kind):
    """A number, with how far from it still counts as right, and perhaps a unit."""

    template = "learning/quizzes/number.html"

    def read(self, question: Question, sent: Sent) -> str:
        text = sent[0].strip() if sent else ""
        if not text:
            raise NotAnAnswerError(_("Write your answer in the box."))
        if len(text) > LONGEST:
            raise NotAnAnswerError(_("That is too long. Write one number, like 2.50."))
        if read_number(text, units=_units(question)) is None:
            raise NotAnAnswerError(_("Write your answer as a number, like 2.50."))
        return text

    def is_right(self, question: Question, response: Any) -> bool | None:
        number = read_number(response, units=_units(question))
        if number is None:
            return False
        return abs(number - Fraction(question.content["answer"])) <= Fraction(question.content["tolerance"])

    def shown(self, question: Question, response: Any) -> list[str]:
        return [with_unit(question, response)]

    def right_answer(self, question: Question) -> list[str]:
        answer = question.content["answer"]
        if "£" in _units(question) and "." in answer:
            answer = f"{float(answer):.2f}"
        return [with_unit(question, answer)]

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        return {**super().fields(question, sent), "unit": say(question.content.get("unit")).text}

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        unit = question.content.get("unit")
        hint = tuple(f"({one})" for one in both_words(unit)) if unit else ""
        return [paper_question(question, "text", hint=hint)]


def _units(question: Question) -> list[str]:
    return list(question.content.get("unit", {}).values())


def with_unit(question: Question, number: str) -> str:
    """A number as people write it with the question's unit: £2.50, 5 weeks."""
    unit = say(question.content.get("unit")).text
    if unit == "£":
        return number if number.startswith("£") else f"£{number}"
    return f"{number} {unit}" if unit and not number.endswith(unit) else number


class Short(Kind):
    """A word or two, right in any of several forms and in either language. Capitals and marks make no difference."""

    template = "learning/quizzes/short.html"

    def read(self, question: Question, sent: Sent) -> str:
        return _written(sent[0] if sent else "")

    def is_right(self, question: Question, response: Any) -> bool | None:
        return spelling.is_one_of(response, question.content["accepted"], near=bool(question.content.get("near")))

    def shown(self, question: Question, response: Any) -> list[str]:
        return [response]

    def right_answer(self, question: Question) -> list[str]:
        return [spelling.best_of(question.content["accepted"])]

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        yield from _accepts_nothing(content["accepted"])

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        return [paper_question(question, "text")]


class Gap(NamedTuple):
    """One gap of a text: a box to write in, or a list to choose from."""

    number: str
    typed: str
    options: list[Option]


class Gaps(Kind):
    """Fill the gaps of a text, each marked [1] in it: by writing, or by choosing where it has choices."""

    template = "learning/quizzes/gaps.html"

    def read(self, question: Question, sent: Sent) -> list[str]:
        gaps = question.content["gaps"]
        if len(sent) != len(gaps) or not all(text.strip() for text in sent):
            raise NotAnAnswerError(_("Fill all the gaps."))
        for gap, text in zip(gaps, sent, strict=True):
            if "choices" in gap and text not in {one["code"] for one in gap["choices"]}:
                raise NotAnAnswerError(_("Choose from the answers on the page."))
        return [_written(text) for text in sent]

    def is_right(self, question: Question, response: Any) -> bool | None:
        pairs = zip(question.content["gaps"], response, strict=False)
        return len(response) == len(question.content["gaps"]) and all(_fits(gap, text) for gap, text in pairs)

    def shown(self, question: Question, response: Any) -> list[str]:
        pairs = zip(question.content["gaps"], response, strict=False)
        return [f"({gap['code']}) {_said(gap, text)}" for gap, text in pairs]

    def right_answer(self, question: Question) -> list[str]:
        return self.shown(question, [_right_for(gap) for gap in question.content["gaps"]])

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        typed = [*sent, *[""] * len(question.content["gaps"])]
        fields = {
            gap["code"]: Gap(
                gap["code"],
                text,
                [Option(one["code"], say(one["text"]).text, one["code"] == text) for one in gap.get("choices", [])],
            )
            for gap, text in zip(question.content["gaps"], typed, strict=False)
        }
        return {"lines": passages.lines_with_gaps(say(question.content["passage"]).text, fields)}

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        codes = [gap["code"] for gap in content["gaps"]]
        for language, text in content["passage"].items():
            if passages.gaps(text) != codes:
                yield f"the gaps in the text ({language}) are not {', '.join(codes)}, in this order"
        for gap in content["gaps"]:
            if "choices" in gap:
                right = sum(bool(one.get("right")) for one in gap["choices"])
                if right != 1:
                    yield f"gap {gap['code']}: {right} choices are right, one must be"
            else:
                yield from (f"gap {gap['code']}: {fault}" for fault in _accepts_nothing(gap["accepted"]))

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        english, welsh = (passages.with_blanks(say(question.content["passage"], one).text) for one in ("en", "cy"))
        parts = []
        for gap in question.content["gaps"]:
            choices = [(one["code"], both_words(one["text"])) for one in gap.get("choices", [])] or None
            parts.append((gap["code"], (f"({gap['code']})", f"({gap['code']})"), choices))
        made = paper_parts(question, parts)
        made[0] |= {"hint": english, "hint_welsh": welsh}
        return made

    def from_paper(self, question: Question, answers: Mapping[str, Any]) -> list[str]:
        return [str(answers.get(part_code(question, gap["code"]), "")) for gap in question.content["gaps"]]


def _fits(gap: Mapping[str, Any], text: str) -> bool:
    if "choices" in gap:
        return any(one["code"] == text and one.get("right") for one in gap["choices"])
    return spelling.is_one_of(text, gap["accepted"], near=bool(gap.get("near")))


def _said(gap: Mapping[str, Any], text: str) -> str:
    return next((say(one["text"]).text for one in gap.get("choices", []) if one["code"] == text), text)


def _right_for(gap: Mapping[str, Any]) -> str:
    if "choices" in gap:
        return next(one["code"] for one in gap["choices"] if one.get("right"))
    return spelling.best_of(gap["accepted"])


class Long(Kind):
    """An answer in the person's own words, that a tutor marks by a rubric."""

    template = "learning/quizzes/long.html"
    waits = True
    longest_shown = LONGEST_TEXT

    def read(self, question: Question, sent: Sent) -> str:
        return _written(sent[0] if sent else "", most=LONGEST_TEXT)

    def is_right(self, question: Question, response: Any) -> bool | None:
        return None

    def shown(self, question: Question, response: Any) -> list[str]:
        return [response]

    def right_answer(self, question: Question) -> list[str]:
        return []

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        wanted = [say(one["text"]).text for one in question.content["rubric"]]
        return {**super().fields(question, sent), "wanted": wanted}

    def faults(self, content: Mapping[str, Any]) -> Iterator[str]:
        most = sum(one["points"] for one in content["rubric"])
        if content["points"] > most:
            yield f"{content['points']} points are needed, but the rubric gives {most}"

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        return [paper_question(question, "words", lines=10)]


def _written(text: str, *, most: int = LONGEST_WORDS) -> str:
    """What was written, tidied. Raises NotAnAnswerError for nothing and for too much."""
    said = text.strip().replace("\r\n", "\n").replace("\0", "")
    if not said:
        raise NotAnAnswerError(_("Write your answer in the box."))
    if len(said) > most:
        raise NotAnAnswerError(_("That is too long. Make it shorter. You can use %(most)s letters.") % {"most": most})
    return said


def _accepts_nothing(accepted: Mapping[str, list[str]]) -> Iterator[str]:
    if not any(spelling.plain(form) for forms in accepted.values() for form in forms):
        yield "no form is accepted as right"
