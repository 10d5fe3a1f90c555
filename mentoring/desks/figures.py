"""What needs whoever looks after mentors, and what needs a mentor: in one query each, however many there are."""

from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from justice_portal import clock
from mentoring.matching.models import Match
from mentoring.matching.running.models import MatchReview
from mentoring.mentors.file.models import SupervisionTalk
from mentoring.mentors.models import Mentor
from mentoring.messages.models import Message
from mentoring.sessions.models import MentoringSession

Status = MentoringSession.Status
#: Vetting that ends within so many days is said in time to renew it.
SOON = 42
#: A match is quiet when nothing was delivered or kept for so long, and nothing is booked.
QUIET = timedelta(days=21)
#: What was missed, and how it was, is looked back on for so long; a talk with the worker is due after so long.
LOOK_BACK, TALK_EVERY = timedelta(days=28), timedelta(days=60)


def with_needs(mentors: QuerySet[Mentor]) -> QuerySet[Mentor]:
    """Those of the mentors with something to do about them, the weightiest first; each with what it is."""
    counted = mentors.annotate(**_counts())
    return (
        counted.annotate(rank=_rank())
        .filter(rank__lt=NOTHING)
        .select_related("user", "establishment", "supervisor")
        .order_by("rank", "vetted_until_on", "pk")
    )


NOTHING = 9


def _counts() -> dict[str, Any]:
    today, since = clock.today(), clock.now() - LOOK_BACK
    mine = MentoringSession.objects.filter(mentor=OuterRef("user"))
    recent = mine.filter(starts_at__gte=since)
    live = Match.objects.filter(mentor=OuterRef("user"), status__in=[Match.Status.ACTIVE, Match.Status.PAUSED])
    due = MatchReview.objects.due().filter(match__mentor=OuterRef("user"), due_on__lte=today)
    talks = SupervisionTalk.objects.filter(mentor=OuterRef("pk")).order_by("-held_on", "-at")
    return {
        "is_with_somebody": Exists(live),
        "held": _count(mine.filter(note_state=MentoringSession.Note.HELD)),
        "not_said": _count(mine.filter(status=Status.BOOKED, ends_at__lte=clock.now())),
        "missed": _count(recent.filter(status=Status.MISSED)),
        "felt_bad": _count(recent.filter(mood__in=[MentoringSession.Mood.BAD, MentoringSession.Mood.AWFUL])),
        "quiet": _count(quiet().filter(mentor=OuterRef("user"))),
        "due": _count(due),
        "talked_on": Subquery(talks.values("held_on")[:1]),
        "next_talk_on": Subquery(talks.values("next_on")[:1]),
    }


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of rows, which hang on the outer row."""
    each = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)


def quiet() -> QuerySet[Match]:
    """Matches that run, in which nothing was delivered or kept for three weeks and nothing is booked."""
    since = clock.now() - QUIET
    wrote = Message.objects.filter(thread__match=OuterRef("pk"), delivered_at__gte=since)
    met = MentoringSession.objects.filter(
        Q(status=Status.KEPT, starts_at__gte=since) | Q(status=Status.BOOKED, ends_at__gt=clock.now()),
        match=OuterRef("pk"),
    )
    rows = Match.objects.filter(status=Match.Status.ACTIVE, started_at__lt=since)
    return rows.filter(~Exists(wrote), ~Exists(met))


def _rank() -> Case:
    """Safety first, then what somebody waits for, then what is to be looked at."""
    today = clock.today()
    talk_due = Q(next_talk_on__lt=today) | Q(next_talk_on=None, talked_on__lt=today - TALK_EVERY) | Q(talked_on=None)
    with_somebody = Q(is_with_somebody=True)
    return Case(
        When(with_somebody & Q(vetted_until_on__lt=today), then=Value(0)),
        When(held__gt=0, then=Value(1)),
        When(felt_bad__gt=0, then=Value(2)),
        When(vetted_until_on__range=(today, today + timedelta(days=SOON)), then=Value(3)),
        When(not_said__gt=0, then=Value(4)),
        When(missed__gt=0, then=Value(5)),
        When(quiet__gt=0, then=Value(6)),
        When(due__gt=0, then=Value(7)),
        When(with_somebody & talk_due, then=Value(8)),
        default=Value(NOTHING),
    )


def reasons(mentor: Any) -> list[tuple[str, str]]:
    """What there is to do about a mentor of with_needs: the kind of the sign, and the words."""
    today, found = clock.today(), []
    if not mentor.is_vetted and mentor.is_with_somebody:
        found.append(("bad", _("The vetting has ended. They cannot write or meet.")))
    elif mentor.is_vetted and mentor.vetting_days_left <= SOON:
        days = mentor.vetting_days_left
        words = ngettext("The vetting ends in %(n)d day.", "The vetting ends in %(n)d days.", days)
        found.append(("wait", words % {"n": days}))
    found += [(sign, str(words % {"n": n})) for name, sign, words in COUNTED if (n := getattr(mentor, name))]
    if mentor.is_with_somebody:
        if mentor.talked_on is None:
            found.append(("info", _("No talk with their worker yet.")))
        elif mentor.next_talk_on and mentor.next_talk_on < today:
            found.append(("info", _("The day of the next talk has passed.")))
        elif mentor.next_talk_on is None and mentor.talked_on < today - TALK_EVERY:
            found.append(("info", _("No talk with their worker for 60 days.")))
    return found


#: What is counted, with its sign and its words.
COUNTED = (
    ("held", "bad", ngettext_lazy(
        "%(n)d note waits for you to read it first.", "%(n)d notes wait for you to read them first.", "n")),
    ("felt_bad", "bad", ngettext_lazy(
        "%(n)d time was not good for the person.", "%(n)d times were not good for the person.", "n")),
    ("not_said", "wait", ngettext_lazy(
        "%(n)d time is over, and what came of it is not written down.",
        "%(n)d times are over, and what came of them is not written down.", "n")),
    ("missed", "wait", ngettext_lazy(
        "%(n)d time did not take place in 4 weeks.", "%(n)d times did not take place in 4 weeks.", "n")),
    ("quiet", "wait", ngettext_lazy("%(n)d match is quiet for 3 weeks.", "%(n)d matches are quiet for 3 weeks.", "n")),
    ("due", "wait", ngettext_lazy("%(n)d review is due.", "%(n)d reviews are due.", "n")),
)  # fmt: skip
