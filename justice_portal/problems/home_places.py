from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from justice_portal import home
from justice_portal.grants import Permission
from justice_portal.problems.models import Problem


def panel(user: Any) -> home.Panel:
    """How many problems wait for an answer."""
    count = Problem.objects.visible_to(user).open().exclude(told_by=user).count()
    return home.Panel(state=ngettext("%(count)d open", "%(count)d open", count) % {"count": count}, count=count)


home.register(
    home.Place(
        url="problems:queue",
        title=gettext_lazy("Problems"),
        icon="flag",
        order=70,
        needs=Permission.PROBLEM_ANSWER,
        side=home.STAFF,
        panel=panel,
    )
)
