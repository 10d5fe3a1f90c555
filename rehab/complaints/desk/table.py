"""Complaints as a table and as facts."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from justice_portal.tables import Column, Link, Status, Table
from justice_portal.templatetags.look import when
from rehab.complaints.models import Complaint


def desk_table(rows: Iterable[Complaint]) -> Table:
    columns = [
        Column(_("Complaint"), heads_row=True),
        Column(_("Access")),
        Column(_("Person")),
        Column(_("Sent")),
        Column(_("Answer due")),
        Column(_("State")),
    ]
    return Table(_("Complaints"), columns, [_cells(complaint) for complaint in rows])


def _cells(complaint: Complaint) -> list[Any]:
    href = reverse("complaints:desk-one", args=[complaint.pk])
    return [
        Link(href, str(complaint), about=str(complaint.person)),
        access(complaint),
        f"{complaint.person}, {complaint.person.number}",
        complaint.sent_at,
        complaint.due_at,
        state(complaint),
    ]


def access(complaint: Complaint) -> str:
    """Which kind it is, and whether it is a second look."""
    kind = complaint.get_kind_display()
    return _("%(kind)s, second look") % {"kind": kind} if complaint.appeal_of_id else kind


def state(complaint: Complaint) -> Status:
    """Where it stands, for staff."""
    if complaint.verdict == Complaint.Verdict.NOT_ANSWERED:
        return Status("bad", _("They say: not answered"))
    if complaint.is_late:
        return Status("bad", _("Late"))
    if complaint.status == Complaint.Status.WITHDRAWN:
        return Status("none", _("Taken back"))
    return Status("wait", _("Waiting")) if complaint.is_open else Status("good", _("Answered"))


def facts(complaint: Complaint) -> list[dict[str, Any]]:
    """What its readers need to know, besides its words."""
    person = complaint.person
    rows = [
        {"label": _("Person"), "value": f"{person}, {person.number}"},
        {"label": _("Prison"), "value": str(complaint.made_in)},
        {"label": _("Access"), "value": access(complaint)},
        {"label": _("Sent"), "value": when(complaint.sent_at)},
        {"label": _("Answer due"), "value": when(complaint.due_at)},
    ]
    if complaint.written_by:
        rows.append({"label": _("Written by"), "value": f"{complaint.written_by.name}. {complaint.get_how_display()}"})
    if complaint.stepped_up_at:
        rows.append({"label": _("Went up for being late"), "value": when(complaint.stepped_up_at)})
    if complaint.withdrawn_at:
        rows.append({"label": _("Taken back"), "value": when(complaint.withdrawn_at)})
    if complaint.verdict:
        rows.append({"label": _("What they say"), "value": complaint.get_verdict_display()})
    return rows
