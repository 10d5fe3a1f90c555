"""The parts of the letter: what each asks, and an example of what somebody may write."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """One page to write. name: the field of the letter that keeps it."""

    name: str
    title: Any
    asks: Any
    example: Any


PARTS = (
    Part(
        "tell",
        _("What I want to tell"),
        _("Say what it was, in one or two lines. Say it as it is. You need not tell it all."),
        _("For example: In 2021 I was found guilty of theft. I was wrong. I am sorry for what I did."),
    ),
    Part(
        "since",
        _("What has changed since"),
        _("What do you do now that you did not do then? Who or what helps you?"),
        _("For example: I have had no drink for two years. I passed a course in maths. I work each day."),
    ),
    Part(
        "offer",
        _("What I offer you"),
        _("Why would they want you? What are you good at?"),
        _("For example: I am on time. I learn fast. I would like to show you in a week of work."),
    ),
)
BY_NAME = {part.name: part for part in PARTS}
