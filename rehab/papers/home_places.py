"""Where papers are: a tab, what they answer before it is asked, their part of the timeline."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Person
from rehab.care import known
from rehab.papers.forms import OWN_WORDS
from rehab.papers.models import Paper, PaperStep

#: Our own question about papers, and the national one: what each kind is called there.
OWN = {
    Paper.Kind.BIRTH: "BIRTH", Paper.Kind.PASSPORT: "PASSPORT", Paper.Kind.DRIVING: "DRIVING", Paper.Kind.PERMIT: "PERMIT",
    Paper.Kind.CITIZEN_CARD: "CARD",
}  # fmt: skip
NATIONAL = {
    Paper.Kind.BIRTH: "BIRTH_CERTIFICATE", Paper.Kind.ADOPTION: "BIRTH_CERTIFICATE", Paper.Kind.PASSPORT: "PASSPORT",
    Paper.Kind.DRIVING: "DRIVING_LICENCE", Paper.Kind.MARRIAGE: "MARRIAGE_CERTIFICATE",
    Paper.Kind.PARTNERSHIP: "MARRIAGE_CERTIFICATE", Paper.Kind.DIVORCE: "DIVORCE_CERTIFICATE",
    Paper.Kind.PERMIT: "BIOMETRIC_RESIDENCE_PERMIT", Paper.Kind.DEED_POLL: "DEED_POLL_CERTIFICATE",
    Paper.Kind.CITIZEN_CARD: "CITIZEN_CARD",
}  # fmt: skip


def known_papers(user: Any, person: Person, pathway: str) -> dict[str, known.Known]:
    """What the tracker answers of the questions about money and ID. One query."""
    if pathway != "finance":
        return {}
    found = list(Paper.objects.visible_to(user).filter(person=person))
    answers = {}
    for paper in found:
        if paper.kind == Paper.Kind.BANK and paper.status in {Paper.Status.HELD, Paper.Status.WANTED}:
            has = "YES" if paper.status == Paper.Status.HELD else "NO"
            answers |= dict.fromkeys(("BANK", "HAS_BANK_ACCOUNT"), known.Known(has, paper.changed_at))
    held = [paper for paper in found if paper.status == Paper.Status.HELD and paper.kind != Paper.Kind.BANK]
    for question, names in (("ID_HAVE", OWN), ("WHAT_ID_DOCUMENTS", NATIONAL)):
        there = sorted({names[paper.kind] for paper in held if paper.kind in names})
        if there:
            answers[question] = known.Known(there, max(paper.changed_at for paper in held))
    return answers


def past(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    steps = PaperStep.objects.visible_to(user).filter(paper__person=person, added_at__lt=before)
    return [
        timeline.Event(
            at=step.added_at,
            title=step.paper.get_kind_display(),
            text=str(
                timeline.mine_or_staff(user, person, OWN_WORDS[Paper.Status(step.status)], step.get_status_display())
            ),
            by=step.added_by.name,
            href=step.paper.get_absolute_url(),
            icon="card",
        )
        for step in steps.select_related("paper", "added_by")[:most]
    ]


known.register("papers", known_papers)
timeline.register("papers", past, Permission.LETTER_VIEW)
tabs.register(_("ID and bank"), "papers:for-person", Permission.LETTER_VIEW, order=24)
