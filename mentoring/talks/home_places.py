"""Where the desk of staff is: on home, in the navigation, and on a person's page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.people import tabs
from mentoring.talks.figures import count_waiting


def desk_panel(user: Any) -> home.Panel:
    """How many people wait for an answer: one query."""
    count = count_waiting(user)
    if not count:
        return home.Panel(state=str(_("Nobody waits for an answer")))
    text = ngettext("%(n)d waits for an answer", "%(n)d wait for an answer", count) % {"n": count}
    return home.Panel(state=text, count=count, news=(home.News(text, reverse("talks:desk"), icon="messages"),))


home.register(
    home.Place(
        url="talks:desk",
        title=_("Messages from people"),
        icon="messages",
        order=23,
        needs=Permission.TALK,
        side=home.STAFF,
        panel=desk_panel,
    )
)
home.register(
    home.Place(
        url="translations:desk",
        title=_("Messages to translate"),
        icon="text",
        order=65,
        needs=Permission.MESSAGE_TRANSLATE,
        side=home.STAFF,
        in_nav=False,
        state=_("One types, another checks"),
    )
)
tabs.register(_("Messages"), "talks:person", Permission.TALK, order=13)
