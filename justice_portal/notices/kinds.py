"""The kinds of notice. A notice has no words of its own: its kind has one sentence, the same for everyone."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class NoticeKind:
    """text: what the reader sees, without names or content. leads_to: the URL name of the page to open.

    on_home: whether home says it too; a room that says so in a panel of its own leaves it out.
    """

    text: Any
    leads_to: str
    on_home: bool = True

    def url(self, about_id: str) -> str:
        return reverse(self.leads_to, args=[about_id] if about_id else [])


KINDS: dict[str, NoticeKind] = {}
#: What a notice says whose kind is no longer known.
SOMETHING_NEW = NoticeKind(_("You have something new."), "home")


def declare_notice(name: str, text: Any, *, leads_to: str, on_home: bool = True) -> None:
    """Name a kind of notice, once, in the room's notice_kinds.py.

    leads_to is a URL name: with the id of the thing as its one argument when notices of this kind are about a thing.
    """
    if name in KINDS:
        raise ValueError(f"The notice {name} is declared twice.")
    KINDS[name] = NoticeKind(text, leads_to, on_home)
