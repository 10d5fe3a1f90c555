"""Two people vouch for an adviser, and two name the governor who decides about letters (T50, T109)."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.access import may
from justice_portal.accounts.models import User
from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission
from justice_portal.people.models import Person
from mentoring.privileged.models import ListedBody, PrivilegedThread
from mentoring.privileged.opening.actions import name_governor
from mentoring.privileged.opening.models import NamedGovernor
from mentoring.privileged.verifying.actions import renew_thread, verify_adviser

Fact = dict[str, Any]


def _verify(change: PendingChange, by: Any) -> PrivilegedThread:
    data = change.data
    same = {name: data[name] for name in ("matter", "reference", "checked", "register_number")}
    return verify_adviser(
        _person(change),
        adviser=User.objects.get(pk=data["adviser"]),
        body=ListedBody.objects.get(pk=data["body"]),
        until_on=date.fromisoformat(data["until_on"]),
        asked_by=change.asked_by,
        by=by,
        **same,
    )


def _verify_facts(change: PendingChange) -> list[Fact]:
    data, adviser = change.data, User.objects.get(pk=change.data["adviser"])
    return [
        *_whom(_person(change)),
        {"label": _("Adviser"), "value": f"{adviser.name} ({adviser.username})"},
        {"label": _("Writes for"), "value": ListedBody.objects.get(pk=data["body"])},
        {"label": _("Matter"), "value": PrivilegedThread.Matter(data["matter"]).label},
        {"label": _("Number of the case"), "value": data["reference"]},
        {"label": _("Number in the register"), "value": data["register_number"]},
        *_vouched(data),
    ]


def _renew(change: PendingChange, by: Any) -> PrivilegedThread:
    until_on = date.fromisoformat(change.data["until_on"])
    return renew_thread(
        _thread(change), checked=change.data["checked"], until_on=until_on, asked_by=change.asked_by, by=by
    )


def _renew_facts(change: PendingChange) -> list[Fact]:
    thread = _thread(change)
    return [
        *_whom(thread.person),
        {"label": _("Adviser"), "value": f"{thread.adviser.name} ({thread.adviser.username})"},
        {"label": _("Matter"), "value": thread.get_matter_display()},
        *_vouched(change.data),
    ]


def _vouched(data: dict[str, str]) -> list[Fact]:
    return [
        {"label": _("How they were checked"), "value": PrivilegedThread.Checked(data["checked"]).label},
        {"label": _("Last day"), "value": date_format(date.fromisoformat(data["until_on"]), "j F Y")},
    ]


def _whom(person: Person) -> list[Fact]:
    """The page is read by all managers of the place, also by those whom a restricted case is closed to."""
    value = _("A restricted case") if person.is_restricted else f"{person}, {person.number}"
    return [{"label": _("Person"), "value": value}]


def _person(change: PendingChange) -> Person:
    found: Person = Person.objects.get(pk=change.about_id)
    return found


def _thread(change: PendingChange) -> PrivilegedThread:
    return PrivilegedThread.objects.select_related("person", "adviser").get(pk=change.about_id)


def _name(change: PendingChange, by: Any) -> NamedGovernor:
    assert change.establishment is not None
    return name_governor(
        change.establishment, user=User.objects.get(pk=change.data["user"]), asked_by=change.asked_by, by=by
    )


def _name_facts(change: PendingChange) -> list[Fact]:
    user = User.objects.get(pk=change.data["user"])
    return [
        {"label": _("Who"), "value": f"{user.name} ({user.username})"},
        {"label": _("Prison"), "value": change.establishment},
    ]


declare_change(
    "privileged.verify",
    ChangeKind(
        gettext_lazy("Vouch for a legal adviser"),
        Permission.LEGAL_VERIFY,
        _verify,
        _verify_facts,
        concerns=lambda change: {change.data["adviser"], str(_person(change).user_id)},
        may_ask=lambda change: may(change.asked_by, Permission.LEGAL_VERIFY, _person(change)),
    ),
)
declare_change(
    "privileged.renew",
    ChangeKind(
        gettext_lazy("Vouch for a legal adviser again"),
        Permission.LEGAL_VERIFY,
        _renew,
        _renew_facts,
        concerns=lambda change: {str(_thread(change).adviser_id), str(_thread(change).person.user_id)},
        may_ask=lambda change: may(change.asked_by, Permission.LEGAL_VERIFY, _thread(change).person),
    ),
)
declare_change(
    "privileged.governor",
    ChangeKind(
        gettext_lazy("Name a governor for legal messages"),
        Permission.LEGAL_OPEN,
        _name,
        _name_facts,
        concerns=lambda change: {change.data["user"]},
    ),
)
