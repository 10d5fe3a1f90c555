"""The few tags that templates share. They are called hundreds of times a page, so each is a plain function."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from justice_portal import clock

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our drawings, in the colour and size of the words beside it. Always beside words: readers skip it."""
    return drawing(name, static("dist/icons.svg"))


@lru_cache(maxsize=256)
def drawing(name: str, sprite: str) -> SafeString:
    return mark_safe(  # noqa: S308 - both parts are escaped
        f'<svg class="jp-icon" aria-hidden="true" focusable="false"><use href="{escape(sprite)}#{escape(name)}"/></svg>'
    )


@register.filter(expects_localtime=True)
def when(moment: date | datetime | None) -> str:
    """A day, and the time if there is one, as people say it: Today, 2:30 p.m.; Yesterday; 3 March 2026."""
    if moment is None:
        return _("Not known")
    day = moment.date() if isinstance(moment, datetime) else moment
    said = NEAR_DAYS.get(day - clock.today())
    words = said() if said else date_format(day, "j F Y")
    return f"{words}, {date_format(moment, 'P')}" if isinstance(moment, datetime) else words


NEAR_DAYS = {
    timedelta(days=-1): lambda: _("Yesterday"),
    timedelta(0): lambda: _("Today"),
    timedelta(days=1): lambda: _("Tomorrow"),
}
