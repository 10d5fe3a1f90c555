from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.grants import Permission
from justice_portal.notices.figures import new_notices, unread

#: Lines of news on home; the rest is one tap away.
LINES = 5


def panel(user: Any) -> home.Panel:
    """How many things are new, and what kinds of things they are."""
    new = unread(user)
    if not new:
        return home.Panel(state=_("Nothing new"))
    latest = {notice.kind: notice for notice in reversed(new) if notice.says.on_home}
    news = [
        home.News(notice.text, notice.url) for notice in sorted(latest.values(), key=lambda one: one.at, reverse=True)
    ]
    state = ngettext("%(count)d new thing", "%(count)d new things", len(new)) % {"count": len(new)}
    return home.Panel(state=state, count=len(new), news=tuple(news[:LINES]))


for side in (home.PERSON, home.STAFF):
    home.register(
        home.Place(
            url="notices:list",
            title=gettext_lazy("Notices"),
            icon="bell",
            order=80,
            needs=Permission.NOTICE_VIEW,
            side=side,
            in_nav=False,
            panel=panel,
            reads=(new_notices,),
        )
    )
