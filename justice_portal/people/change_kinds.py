"""What of people needs a second person: what is grave when it is a mistake, in either direction."""

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
from justice_portal.people.merging.actions import KIND_UNDO, undo_join
from justice_portal.people.merging.models import RecordJoin
from justice_portal.people.merging.undoing import told_number
from justice_portal.people.models import Person
from justice_portal.people.withdrawing import actions as withdrawing
from justice_portal.people.withdrawing.forms import REASONS
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


def _join(change: PendingChange) -> RecordJoin:
    return RecordJoin.objects.select_related("person", "other", "by").get(pk=change.about_id)


def _join_facts(change: PendingChange) -> list[dict[str, Any]]:
    join = _join(change)
    return [
        {"label": _("Who"), "value": f"{join.person} ({join.person.number})"},
        {"label": _("The record that was joined to it"), "value": f"{join.other} ({told_number(join)})"},
        {"label": _("Joined"), "value": when(join.at)},
        {"label": _("Joined by"), "value": join.by.name if join.by else ""},
    ]


declare_change(
    KIND_UNDO,
    ChangeKind(
        title=gettext_lazy("Undo a join of two records"),
        needs=Permission.PERSON_RECEIVE,
        do=lambda change, by: undo_join(_join(change), by=by),
        facts=_join_facts,
    ),
)


def _record_facts(change: PendingChange) -> list[dict[str, Any]]:
    person = Person.objects.get(pk=change.about_id)
    return [
        {"label": _("Who"), "value": f"{person} ({person.number})"},
        {"label": _("Record begun"), "value": when(person.created_at)},
        {"label": _("Why should this record not be here?"), "value": dict(REASONS)[change.data["why"]]},
    ]


declare_change(
    withdrawing.KIND,
    ChangeKind(
        title=gettext_lazy("Withdraw a record"),
        needs=Permission.PERSON_RECEIVE,
        do=lambda change, by: withdrawing.withdraw_record(
            Person.objects.get(pk=change.about_id), why=change.data["why"], by=by
        ),
        facts=_record_facts,
    ),
)
