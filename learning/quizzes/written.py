"""A question as it is written in the content of a course, and as its row holds it."""

from typing import Any

from learning.courses.importer import Content
from learning.courses.render import render_texts
from learning.quizzes.models import Question

#: What has a column of its own.
APART = {"code", "kind", "text", "feedback", "bank"}


def question_of(content: Content, **given: Any) -> Question:
    """The row of a question, not yet stored."""
    return Question(
        code=content["code"],
        kind=content["kind"],
        text=content["text"],
        feedback=content["feedback"],
        bank_question_id=content.get("bank"),
        content={name: _exact(value) for name, value in content.items() if name not in APART},
        html={name: render_texts(content[name]) for name in ("text", "feedback")},
        **given,
    )


def _exact(value: Any) -> Any:
    """Numbers as text: 1.1 stays 1.1."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
