"""What can be printed and come back: rooms of the apps above say here which sheets they have.

A room registers its kinds in its paper.py, which is imported when the product starts. This floor never imports the rooms:
it asks for the form to print, and hands what was typed to the room's `save`, which calls the room's own action, so that
rules, audit and provenance are the room's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.safestring import SafeString

from justice_portal.errors import DomainError
from justice_portal.grants import Permission
from justice_portal.sheets.questions import Line, both, lines

if TYPE_CHECKING:
    from justice_portal.people.models import Person
    from justice_portal.sheets.models import Sheet

#: Whose answers count where the paper says something else than what is there now.
PAPER, NOW = "paper", "now"


@dataclass(frozen=True)
class Offer:
    """A sheet that could be printed now. about: which one of its kind, for the room. title: in the reader's language."""

    about: str
    title: str


@dataclass(frozen=True)
class SheetKind:
    """One kind of sheet.

    needs: the permission over the person without which nobody prints it, sees it or types it in.
    offers: what can be printed for this person, read through visible_to(user).
    form: the form as it is now, made by `form()`; raises DomainError when there is none.
    save: keeps the answers by the room's own action and gives the keys of the rows that hold them. choice: PAPER or NOW
    where they differ from what is there now; without it save raises Differs.
    check: what is wrong with answers that only make sense together, by the code of the question.
    reading: what stands before the questions on paper, as safe HTML in the language of the moment.
    for_many: what can be printed for a whole wing in one go.
    is_private: the answers stay with the room alone: the sheet keeps none, and once it is typed in, of staff only who
    typed it still sees that there was one.
    reads: whether staff who may print it may read the answers too, where the room keeps them from some.
    leads_to: the page that shows what became of the answers.
    """

    code: str
    title: Any
    icon: str
    needs: Permission
    offers: Callable[[Any, "Person"], list[Offer]]
    form: Callable[["Person", str], dict[str, Any]]
    save: Callable[["Sheet", dict[str, Any], str, Any], list[UUID]]
    check: Callable[[dict[str, Any], dict[str, Any]], dict[str, str]] = lambda _form, _answers: {}
    reading: Callable[["Sheet"], SafeString] | None = None
    for_many: Callable[[Any, Any], list[Offer]] = lambda _user, _establishment: []
    is_private: bool = False
    reads: Callable[[Any, "Sheet"], bool] = lambda _user, _sheet: True
    leads_to: Callable[["Sheet", bool], str] = lambda _sheet, _own: ""


class Differs(DomainError):
    """What is there now is not what the paper says. lines: the question, what is there now, what the paper says."""

    def __init__(self, message: str, told: list[tuple[str, str, str]]) -> None:
        super().__init__(message)
        self.lines = told


_kinds: dict[str, SheetKind] = {}


def register(*kinds: SheetKind) -> None:
    """Make kinds of sheets known."""
    for kind in kinds:
        _kinds[kind.code] = kind


def kinds() -> list[SheetKind]:
    return list(_kinds.values())


def kind_of(code: str) -> SheetKind | None:
    return _kinds.get(code)


def form(
    title: Any, questions: list[dict[str, Any]], *, intro: Any = "", version: str = "", **rest: Any
) -> dict[str, Any]:
    """A form as a sheet keeps it: its words in both languages, as they are on the day of printing."""
    made = {"questions": questions, "version": version, **rest}
    made["title"], made["title_welsh"] = both(title)
    made["intro"], made["intro_welsh"] = both(intro) if intro else ("", "")
    return made


def differing(
    questions: list[dict[str, Any]], paper: dict[str, Any], now: dict[str, Any]
) -> list[tuple[str, str, str]]:
    """The questions to which the paper answers something else than what stands there now, both in words."""
    mixed = [one for one in questions if one["code"] in paper and one["code"] in now]
    return [
        (there.label, there.answer, said.answer)
        for said, there in zip(lines(mixed, paper), lines(mixed, now), strict=True)
        if said.answer != there.answer
    ]


__all__ = ["NOW", "PAPER", "Differs", "Line", "Offer", "SheetKind", "differing", "form", "kind_of", "kinds", "register"]
