"""The few tags that templates share. They are called hundreds of times a page, so each is a plain function.

Escaping is Python's own, of what is a text by then: Django's wraps each text that waits for its language once more.
"""

import warnings
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from justice_portal import clock, plain_text
from justice_portal.home import Tile

register = template.Library()

ICONS = settings.BASE_DIR / "static" / "icons"
CURRENT = ' aria-current="true"'


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our drawings, in the colour and size of the words beside it. Always beside words: readers skip it."""
    return drawing(name, sprite())


@lru_cache(maxsize=1)
def sprite() -> str:
    """Where the drawings are: asked once a process, since finding the hashed name costs more than the rest of a tag."""
    return static("dist/icons.svg")


@receiver(setting_changed)
def forget_sprite(**_given: Any) -> None:
    """Settings change in tests only."""
    sprite.cache_clear()


@lru_cache(maxsize=256)
def drawing(name: str, address: str) -> SafeString:
    if not (ICONS / f"{name}.svg").exists():
        warnings.warn(f"there is no icon {name!r}", stacklevel=2)  # a hole on the page; in tests a failure
    return mark_safe(  # noqa: S308 - both parts are escaped
        f'<svg class="jp-icon" aria-hidden="true"><use href="{escape(address)}#{escape(name)}"/></svg>'
    )


class Same(Node):
    """What reads the same for everybody in one language: made once a process, without anything that a page knows."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), get_urlconf(), get_script_prefix(), sprite())
        if key not in self.kept:
            self.kept[key] = self.nodelist.render(context.new({}))
        return self.kept[key]


@register.tag
def same(parser: Parser, _token: Token) -> Same:
    """{% same %}…{% endsame %}: addresses and words of ours alone. A name of the reader's inside is not there."""
    nodelist = parser.parse(("endsame",))
    parser.delete_first_token()
    return Same(nodelist)


@register.simple_tag
def tile(*, href: str, icon: str, title: Any, state: Any = "", count: int = 0, kind: str = "") -> SafeString:
    """A place to go to: a drawing, its name, and in one line how things stand there."""
    return mark_safe(_tile(href, icon, title, state, count, f" jp-tile--{escape(kind)}" if kind else ""))  # noqa: S308


@register.simple_tag
def tiles(places: Iterable[Tile]) -> SafeString:
    """The places of home, each as an entry of a list."""
    return mark_safe("\n".join(f"<li>{_placed(one)}</li>" for one in places))  # noqa: S308 - every part is escaped


def _placed(one: Tile) -> str:
    if one.failed:
        return _tile(one.href, one.place.icon, one.place.title, _("This part did not load."), 0, " jp-tile--failed")
    return _tile(one.href, one.place.icon, one.place.title, one.state, one.count, "")


def _tile(href: str, icon: str, title: Any, state: Any, count: int, dress: str) -> str:
    line = f"<span>{escape(str(state))}</span>" if state else ""
    badge = f'<span class="jp-count" aria-hidden="true">{count}</span>' if count else ""
    return (
        f'<a class="jp-tile{dress}" href="{escape(href)}"><span class="jp-tile__icon">{drawing(icon, sprite())}</span>'
        f"<span><strong>{escape(str(title))}</strong>{line}</span>{badge}</a>"
    )


@register.simple_tag
def ways(links: Any) -> SafeString:
    """The links of the navigation of the person, each with its drawing."""
    return mark_safe(  # noqa: S308 - every part is escaped
        "\n".join(
            f'<li><a href="{escape(link.href)}"{CURRENT if link.is_current else ""}>'
            f"{drawing(link.icon, sprite())}{escape(str(link.title))}</a></li>"
            for link in links
        )
    )


@register.filter
def reveal(text: str) -> str:
    """A text for who must judge it: characters that nobody can see are shown as their code points."""
    return plain_text.reveal(text)


@register.filter(expects_localtime=True)
def when(moment: date | datetime | None) -> str:
    """A day, and the time if there is one, as people say it: Today, 2:30pm; Yesterday; 3 March 2026."""
    if moment is None:
        return _("Not known")
    if isinstance(moment, datetime):
        return f"{said_day(moment.date())}, {said_time(moment)}"
    return said_day(moment)


def said_day(day: date) -> str:
    away = (day - clock.today()).days
    if away == 0:
        return _("Today")
    if away == 1:
        return _("Tomorrow")
    return _("Yesterday") if away == -1 else date_format(day, "j F Y")


def said_time(moment: datetime) -> str:
    if moment.minute == 0 and moment.hour in {0, 12}:
        return _("midday") if moment.hour else _("midnight")
    hour = (moment.hour - 1) % 12 + 1
    number = f"{hour}:{moment.minute:02}" if moment.minute else str(hour)
    words = _("%(time)sam") if moment.hour < 12 else _("%(time)spm")
    return words % {"time": number}
