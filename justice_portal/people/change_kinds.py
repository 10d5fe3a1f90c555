"""What of people needs a second person: taking a death back, since a mistake in either direction is grave."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission
from justice_portal.people.amending.models import Amendment
from justice_portal.people.deaths.actions import KIND, take_back_death
from justice_portal.people.deaths.models import RecordedDeath
from justice_portal.people.deaths.workers import ended_by_death
from justice_portal.templatetags.look import when


def _take_back(change: PendingChange, by: Any) -> object:
    death = RecordedDeath.objects.select_related("person").get(pk=change.about_id)
    return take_back_death(death, why=change.data["why"], workers=change.data.get("workers", ()), by=by)


def _facts(change: PendingChange) -> list[dict[str, Any]]:
    death = RecordedDeath.objects.select_related("person", "recorded_by").get(pk=change.about_id)
    told = death.recorded_by.name if death.recorded_by else death.source
    return [
        {"label": _("Who"), "value": f"{death.person} ({death.person.number})"},
        {"label": _("Death written down for"), "value": when(death.happened_at)},
        {"label": _("Told by"), "value": told},
        {"label": _("Why it should be taken back"), "value": Amendment.Why(change.data["why"]).label},
        {"label": _("Who looks after the person again?"), "value": _workers(change, death)},
    ]


def _workers(change: PendingChange, death: RecordedDeath) -> str:
    rows = ended_by_death(death).filter(pk__in=change.data.get("workers", ()))
    return ", ".join(f"{one.user.name}, {one.get_role_display()}" for one in rows) or _("Nobody yet")


declare_change(
    KIND,
    ChangeKind(title=gettext_lazy("Take back a death"), needs=Permission.DEATH_TAKE_BACK, do=_take_back, facts=_facts),
)
