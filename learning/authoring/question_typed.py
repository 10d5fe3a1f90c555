"""Questions of a document, back in the lines that a tutor types: see question_lines.py."""

from collections.abc import Callable, Mapping
from typing import Any

from learning.quizzes import passages
from learning.quizzes.models import Question

K = Question.Kind
Content = Mapping[str, Any]


def typed(question: Content) -> tuple[str, str]:
    """What a tutor would have typed for this question, in English and in Welsh."""
    maker = _TYPED.get(K(question["kind"]))
    if maker is None:
        return "", ""
    english, welsh = (maker(question, language) for language in ("en", "cy"))
    return "\n".join(english), "\n".join(welsh) if all(welsh) else ""


def _say(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language, "")


def _starred(name: str) -> Callable[[Content, str], list[str]]:
    def make(question: Content, language: str) -> list[str]:
        lines = []
        for one in question[name]:
            words = _say(one["text"], language)
            where = f"{one['x']},{one['y']} " if "x" in one and language == "en" else ""
            lines.append(words and f"{'* ' if one.get('right') else ''}{where}{words}")
        return lines

    return make


def _match(question: Content, language: str) -> list[str]:
    words = {one["code"]: _say(one["text"], language) for one in question["matches"]}
    taken = {one["match"] for one in question["items"]}
    pairs = [(_say(one["text"], language), words[one["match"]]) for one in question["items"]]
    alone = [("", text) for code, text in words.items() if code not in taken]
    return [f"{thing} = {partner}".strip() if partner else "" for thing, partner in (*pairs, *alone)]


def _gaps(question: Content, language: str) -> list[str]:
    forms = {one["code"]: one.get("accepted", {}).get(language) or ["?"] for one in question["gaps"]}
    for one in question["gaps"]:
        if "choices" in one:
            forms[one["code"]] = [_say(each["text"], language) for each in one["choices"] if each.get("right")]
    text = question["passage"].get(language, "")
    return passages.GAP.sub(lambda found: f"[{'|'.join(forms[found[1]])}]", text).splitlines() or [""]


def _passage(question: Content, language: str) -> list[str]:
    def bracketed(found: Any) -> str:
        star = "*" if found[1] in question["right"] else ""
        return f"[{star}{found[2].strip()}]"

    return passages.CHOICE.sub(bracketed, question["passage"].get(language, "")).splitlines() or [""]


def _rubric(question: Content, language: str) -> list[str]:
    lines = [(one["points"], _say(one["text"], language)) for one in question["rubric"]]
    return [f"{points} {text}" if text else "" for points, text in lines]


_TYPED: dict[Question.Kind, Callable[[Content, str], list[str]]] = {
    K.SINGLE: _starred("choices"),
    K.MULTIPLE: _starred("choices"),
    K.SHORT: lambda question, language: list(question["accepted"].get(language, [])),
    K.ORDER: lambda question, language: [_say(one["text"], language) for one in question["items"]],
    K.MATCH: _match,
    K.GAPS: _gaps,
    K.PASSAGE: _passage,
    K.HOTSPOT: _starred("areas"),
    K.RATING: lambda question, language: [_say(question["low"], language), _say(question["high"], language)],
    K.LONG: _rubric,
}
