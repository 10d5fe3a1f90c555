"""The teach-back: questions that show whether we said the licence well. Five are asked, the person's own conditions first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

ASKED = 5
#: So many of them about conditions that not everybody has.
MOST_OWN = 3


@dataclass(frozen=True)
class Question:
    """choices: three, lettered a to c. right: the letter. why: said to everybody, gently. topic: which rule to read again."""

    code: str
    topic: str
    text: Any
    choices: tuple[Any, Any, Any]
    right: str
    why: Any

    @property
    def lettered(self) -> list[tuple[str, Any]]:
        return list(zip("abc", self.choices, strict=True))


_QUESTIONS = (
    Question("curfew", "curfew", _("Your bus is late. You may miss your curfew. What do you do?"),
             (_("Ring your officer at once."), _("Hope that nobody sees."), _("Stay out all night.")),
             "a", _("Ring at once. Then they know why, and can help.")),
    Question("area_out", "area_out", _("A friend asks you to come into the area you must keep out of. What do you do?"),
             (_("Go for a short time."), _("Say no, or ask your officer first."), _("Go when it is dark.")),
             "b", _("You must keep out, even for a short time. Ask your officer first.")),
    Question("area_in", "area_in", _("You want to go out of the area you must stay in. What do you do?"),
             (_("Ask your officer first."), _("Go for one day only."), _("Tell them after.")),
             "a", _("You need a yes before you leave the area.")),
    Question("people", "people", _("You see someone you must not talk to. What do you do?"),
             (_("Say hello."), _("Walk away. Then tell your officer."), _("Send a text later.")),
             "b", _("Walk away. A text counts as contact too. Then tell your officer.")),
    Question("tag", "tag", _("Your tag stops working. What do you do?"),
             (_("Take it off."), _("Wait and see."), _("Tell your officer at once.")),
             "c", _("Tell your officer at once. Never take it off.")),
    Question("drink", "drink", _("You are asked to take a drug test. What do you do?"),
             (_("Say no."), _("Take the test."), _("Come back next week.")),
             "b", _("Saying no can count as breaking the rule.")),
    Question("screen", "screen", _("Your officer asks to see your phone. What do you do?"),
             (_("Wipe it first."), _("Let them look."), _("Say that it is lost.")),
             "b", _("Let them look. Do not wipe it first.")),
    Question("night", "home", _("You want to sleep at a friend's home. What do you do first?"),
             (_("Ask your officer and wait for a yes."), _("Go, and tell them after."), _("Go for one night only.")),
             "a", _("You need a yes first, even for one night.")),
    Question("ill", "contact", _("You are ill and cannot go to a meeting. What do you do?"),
             (_("Say nothing."), _("Ring your officer before it starts."), _("Go next week.")),
             "b", _("Ring before it starts. Then it need not count as missed.")),
    Question("broken", "behave", _("What can happen if you break a rule?"),
             (_("Nothing at all."), _("You pay some money."), _("You may be sent back to prison.")),
             "c", _("You may go back to prison. This is called recall. Talk to your officer early, and you can put it right.")),
    Question("job", "work", _("You are offered a job. What do you do first?"),
             (_("Start at once."), _("Ask your officer before you start."), _("Keep it to yourself.")),
             "b", _("Work is good. But ask before you start.")),
    Question("abroad", "travel", _("You want to take a trip out of the UK. What do you do first?"),
             (_("Ask your officer."), _("Buy the ticket."), _("Go if it is short.")),
             "a", _("You need a yes before you leave the UK.")),
)  # fmt: skip
QUESTIONS = {question.code: question for question in _QUESTIONS}
_OF_EVERYBODY = ("night", "ill", "broken", "job", "abroad")


def choose(topics: Iterable[str]) -> list[str]:
    """The codes of five questions for a licence about these topics."""
    present = set(topics)
    own = [question.code for question in _QUESTIONS if question.topic in present and question.code not in _OF_EVERYBODY]
    return [*own[:MOST_OWN], *_OF_EVERYBODY][:ASKED]
