"""Requests and their times as tables."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from justice_portal.tables import Column, Link, Status, Table
from justice_portal.templatetags.look import when
from rehab.requests.figures import Times, in_words
from rehab.requests.models import SupportRequest
from rehab.requests.routing.models import RequestType

KINDS = {
    SupportRequest.Status.SUBMITTED: "wait",
    SupportRequest.Status.APPROVED: "good",
    SupportRequest.Status.DECLINED: "bad",
    SupportRequest.Status.WITHDRAWN: "none",
}


def desk_table(rows: Iterable[SupportRequest], *, with_person: bool = True) -> Table:
    columns = [
        Column(_("Request"), heads_row=True),
        Column(_("Urgency")),
        Column(_("Person")),
        Column(_("Wing")),
        Column(_("Department")),
        Column(_("Asked")),
        Column(_("Answer due")),
        Column(_("State")),
    ]
    cells = [_cells(asked) for asked in rows]
    if not with_person:
        del columns[2:4]
        cells = [[*row[:2], *row[4:]] for row in cells]
    return Table(_("Requests"), columns, cells)


def _cells(asked: SupportRequest) -> list[Any]:
    href = reverse("requests:desk-one", args=[asked.pk])
    return [
        Link(href, str(asked.type), about=str(asked.person)),
        _urgency(asked),
        f"{asked.person}, {asked.person.number}",
        str(asked.person.wing or ""),
        str(asked.department),
        asked.asked_at,
        asked.due_at,
        state(asked),
    ]


def _urgency(asked: SupportRequest) -> Any:
    """How soon, and why."""
    if asked.has_urgent_words:
        return Status("bad", _("Now: urgent words"))
    label = RequestType.Urgency(asked.urgency).label
    return Status("bad", label) if asked.urgency == RequestType.Urgency.NOW else str(label)


def state(asked: SupportRequest) -> Status:
    """Where it stands, for staff."""
    if asked.verdict == SupportRequest.Verdict.NOT_ANSWERED:
        return Status("bad", _("They say: not answered"))
    if asked.is_late:
        return Status("bad", _("Late"))
    if asked.is_open:
        who = asked.taken_by
        return Status("info", _("With %(name)s") % {"name": who.name}) if who else Status("wait", _("Waiting"))
    return Status(KINDS[SupportRequest.Status(asked.status)], asked.get_status_display())


def facts(asked: SupportRequest) -> list[dict[str, Any]]:
    """What staff need to know of a request, besides its words."""
    person = asked.person
    rows = [
        {
            "label": _("Person"),
            "value": f"{person}, {person.number}",
            "href": person.get_absolute_url(),
            "action": _("Open"),
        },
        {"label": _("Wing"), "value": str(person.wing or _("No wing"))},
        {"label": _("Department"), "value": str(asked.department)},
        {"label": _("Asked"), "value": when(asked.asked_at)},
        {"label": _("Answer due"), "value": when(asked.due_at)},
    ]
    if asked.how != SupportRequest.How.SELF:
        written = _("%(name)s wrote it for them") % {"name": asked.asked_by.name}
        rows.append({"label": asked.get_how_display(), "value": written})
    if asked.step:
        rows.append({"label": _("Went up for being late"), "value": when(asked.stepped_up_at)})
    if span := asked.time_to_reply:
        rows.append({"label": _("First reply after"), "value": in_words(span)})
    if span := asked.time_to_decision:
        rows.append({"label": _("Decision after"), "value": in_words(span)})
    if asked.verdict:
        rows.append({"label": _("What they say"), "value": asked.get_verdict_display()})
    return rows


def times_table(caption: str, lines: Iterable[Times]) -> Table:
    columns = (
        Column(_("Name"), heads_row=True),
        Column(_("Waiting"), numeric=True),
        Column(_("Late"), numeric=True),
        Column(_("Decided"), numeric=True),
        Column(_("First reply")),
        Column(_("Decision")),
        Column(_("In time"), numeric=True),
        Column(_("They say: answered"), numeric=True),
    )
    rows = [(line.name, line.waiting, line.late, line.decided, *_said(line)) for line in lines]
    return Table(caption, columns, rows)


def published_table(caption: str, lines: Iterable[Times]) -> Table:
    """What people in prison read too: no counts."""
    columns = (
        Column(_("Name"), heads_row=True),
        Column(_("First reply")),
        Column(_("Decision")),
        Column(_("In time"), numeric=True),
        Column(_("They say: answered"), numeric=True),
    )
    return Table(caption, columns, [(line.name, *_said(line)) for line in lines])


def _said(line: Times) -> tuple[Any, ...]:
    return (
        in_words(line.to_reply) or None,
        in_words(line.to_decision) or None,
        None if line.in_time is None else f"{line.in_time}%",
        None if line.answered is None else f"{line.answered}%",
    )
