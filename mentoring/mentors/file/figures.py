"""What a mentor still lacks before they may meet anybody, in words. No permission here."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.grants import Role
from mentoring.mentors.file.models import MentorCheck
from mentoring.mentors.models import Mentor

Kind = MentorCheck.Kind
#: The agreement as it stands in templates/mentoring/file/boundaries.html. A new text is a new number, to be agreed again.
BOUNDARIES = 1
REFERENCES = 2
#: Training is done again after so long.
TRAINED_FOR = timedelta(days=731)
#: Who may be the worker that looks after a mentor.
WORKERS = (Role.KEY_WORKER, Role.POM, Role.MANAGER)


def good_now(mentor: Mentor) -> set[str]:
    """The kinds of checks that are good now: the newest of each, two different references, training that is not too old."""
    return _good(list(MentorCheck.objects.filter(mentor=mentor).order_by("on", "at")))


def ready_among(mentors: Collection[Mentor]) -> list[Mentor]:
    """Those who lack nothing, in the same order: two queries however many there are."""
    rows: dict[Any, list[MentorCheck]] = defaultdict(list)
    for row in MentorCheck.objects.filter(mentor__in=mentors).order_by("on", "at"):
        rows[row.mentor_id].append(row)
    workers = RoleHeld.objects.live().filter(user__in=[one.supervisor_id for one in mentors], role__in=WORKERS)
    there = set(workers.values_list("user", "establishment"))
    return [
        one for one in mentors
        if one.is_vetted
        and len(_good(rows[one.pk])) == len(Kind)
        and (one.supervisor_id, one.establishment_id) in there
        and one.supervisor_id != one.user_id
    ]  # fmt: skip


def _good(rows: list[MentorCheck]) -> set[str]:
    newest = {row.kind: row for row in rows}  # the last of a kind wins
    references = Counter(row.note.casefold() for row in rows if row.kind == Kind.REFERENCE and row.is_good)
    found = {kind for kind, row in newest.items() if row.is_good and kind != Kind.REFERENCE}
    if len(references) >= REFERENCES:
        found.add(Kind.REFERENCE)
    if Kind.TRAINING in found and newest[Kind.TRAINING].on + TRAINED_FOR < clock.today():
        found.discard(Kind.TRAINING)
    if Kind.BOUNDARIES in found and newest[Kind.BOUNDARIES].version != BOUNDARIES:
        found.discard(Kind.BOUNDARIES)
    return found


def lacks(mentor: Mentor) -> list[str]:
    """What is missing, for staff to read; nothing when they may meet somebody."""
    good = good_now(mentor)
    words = {
        Kind.APPLICATION: _("the application is not accepted"),
        Kind.REFERENCE: _("two good references are not here"),
        Kind.TRAINING: _("the training is missing or more than two years old"),
        Kind.BOUNDARIES: _("the mentor has not agreed to the boundaries"),
    }
    missing = [text for kind, text in words.items() if kind not in good]
    if not mentor.is_vetted:
        missing.append(_("the vetting has ended"))
    if mentor.supervisor_id is None or not workers_at(mentor).filter(pk=mentor.supervisor_id).exists():
        missing.append(_("no worker is named to look after them"))
    return missing


def workers_at(mentor: Mentor) -> QuerySet[User]:
    """Staff who may look after a mentor of this prison, now; never the mentor."""
    held = RoleHeld.objects.live().filter(establishment=mentor.establishment_id, role__in=WORKERS)
    return User.objects.filter(Q(pk__in=held.values("user")) & ~Q(pk=mentor.user_id)).order_by("name", "pk")


def steps(mentor: Mentor) -> list[dict[str, Any]]:
    """Each kind of check with whether it is good, for the page."""
    good = good_now(mentor)
    return [{"label": Kind(kind).label, "is_good": kind in good} for kind in Kind.values]
