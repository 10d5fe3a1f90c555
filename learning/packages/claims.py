"""What one package says of each learner within a reader's reach. It is shown as its word, not as ours (T73)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import Permission
from justice_portal.tables import Column, Link, Status
from learning.lists.kinds import Listing
from learning.packages.models import Package, PackageTry, Success

COLUMNS = (
    Column(gettext_lazy("Name"), heads_row=True),
    Column(gettext_lazy("Number")),
    Column(gettext_lazy("The package says")),
    Column(gettext_lazy("Score it claims")),
    Column(gettext_lazy("Time open")),
    Column(gettext_lazy("Last opened")),
)


def claims(user: Any, wanted: Mapping[str, str]) -> Listing:
    """Everybody who opened it, the newest first. Asks: package."""
    try:
        package = Package.objects.visible_to(user).filter(pk=UUID(wanted.get("package", ""))).first()
    except ValueError:
        package = None
    if package is None:
        raise Http404
    tries = PackageTry.objects.within(user, Permission.LEARNING_ASSIGN).filter(package=package)
    rows = [(one.person_id, _cells(one)) for one in tries.select_related("person").order_by("-started_at")]
    return Listing(_("What the package says"), COLUMNS, rows, [f"{package}."])


def _cells(one: PackageTry) -> list[Any]:
    who = Link(reverse("learners:person", args=[one.person_id]), str(one.person))
    score = _("%(score)s of 100") % {"score": f"{one.score:.0f}"} if one.score is not None else _("It does not say")
    time = _("%(minutes)s minutes") % {"minutes": one.seconds // 60}
    return [who, one.person.number, said_to_staff(one), score, time, one.last_at or one.started_at]


def said_to_staff(one: PackageTry) -> Any:
    if one.is_too_quick:
        return Status("bad", _("Done, but too fast to be true"))
    return said_of(one)


def said_of(one: PackageTry) -> Any:
    """Completion and success are two facts."""
    if one.success == Success.FAILED:
        return Status("wait", _("Not passed"))
    if one.completed_at:
        return Status("info", _("Done and passed") if one.success == Success.PASSED else _("Done"))
    return _("Not done yet")
