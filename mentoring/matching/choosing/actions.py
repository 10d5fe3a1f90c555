"""A person says what they want of a mentor; the two say yes or no. A no needs no reason, and the other is not told of it."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.people.models import Person
from mentoring.matching.actions import end_match
from mentoring.matching.apart import why_apart
from mentoring.matching.choosing.models import TOLD, Wish
from mentoring.matching.models import Match
from mentoring.mentors.models import Mentor

Says = Match.Says
OFFERED = ("languages", "helps_with", "interests", "free_times", "ways", "limits", "area", "most_people")


@action(needs=Permission.MENTOR_ASK)
def say_wish(person: Person, *, by: Any, **wanted: Any) -> Wish:
    """What the person wants, in full; who has no mentor waits for one from now, or from when they first asked.

    What their mentors read changes with it: it is the person who says what is told of them.
    """
    if person.place == Person.Place.ENDED:
        raise DomainError(_("This is closed now."))
    live = Match.objects.live().filter(person=person)
    wish, is_new = Wish.objects.select_for_update().get_or_create(
        person=person, defaults={**wanted, "made_in": person.establishment}
    )
    for name, value in wanted.items():
        setattr(wish, name, value)
    has_mentor = live.exclude(status=Match.Status.PROPOSED).exists()
    wish.asked_at = None if has_mentor else wish.asked_at or clock.now()
    wish.changed_at = clock.now()
    wish.save()
    live.update(**{name: getattr(wish, name) for name in TOLD})
    record(by, "matching.wish_said", wish, is_new=is_new, help_wanted=wish.help_wanted)
    return wish


@action(needs=Permission.MENTOR_ASK)
def take_wish_back(wish: Wish, *, by: Any) -> Wish:
    """The person does not want a mentor now. They can ask again; a proposal that waits for them is over."""
    if not Wish.objects.waiting().filter(pk=wish.pk).update(asked_at=None):
        return wish
    wish.refresh_from_db()
    for match in Match.objects.filter(person=wish.person_id, status=Match.Status.PROPOSED):
        end_match(match, reason=Match.Reason.NO_THANKS, by=SYSTEM)
    record(by, "matching.wish_taken_back", wish)
    return wish


@action(needs=Permission.MENTOR_OWN)
def say_offer(mentor: Mentor, *, by: Any, **offered: Any) -> Mentor:
    """What a mentor speaks, likes, helps with, and when and how they can: said by the mentor."""
    if mentor.user_id != by.pk:
        raise DomainError(_("Only the mentor can say this."))
    new = {name: value for name, value in offered.items() if name in OFFERED}
    changed = sorted(name for name, value in new.items() if getattr(mentor, name) != value)
    if changed:
        Mentor.objects.filter(pk=mentor.pk).update(**new)
        mentor.refresh_from_db()
        record(by, "mentors.offer_said", mentor, changed=changed)
    return mentor


@action(needs=Permission.MENTOR_ASK)
def person_answers(match: Match, *, says: str, by: Any) -> Match:
    """The person says yes or no to a mentor. The mentor hears of them only after a yes."""
    if _answered(match, "person", says):
        record(by, "matching.side_answered", match, side="person", says=says)
        if _follow(match, says).status == Match.Status.PROPOSED:
            notify(match.mentor, "matching.asked_mentor")
    return match


@action(needs=Permission.MENTOR_OWN)
def mentor_answers(match: Match, *, says: str, by: Any) -> Match:
    """The mentor says yes or no, having read six things about the person (T52)."""
    if match.mentor_id != by.pk or match.person_says != Says.YES:
        raise DomainError(_("Nobody asked you about this."))
    if _answered(match, "mentor", says):
        record(by, "matching.side_answered", match, side="mentor", says=says)
        _follow(match, says)
    return match


def _answered(match: Match, side: str, says: str) -> bool:
    """Write one side's answer, once; whether it is new."""
    if getattr(match, f"{side}_says") == says:
        return False
    fresh = Match.objects.filter(pk=match.pk, status=Match.Status.PROPOSED, **{f"{side}_says": Says.WAITS})
    if not fresh.update(**{f"{side}_says": says, f"{side}_said_at": clock.now()}):
        raise DomainError(_("This was answered already."))
    match.refresh_from_db()
    return True


def _follow(match: Match, says: str) -> Match:
    """What an answer leads to: a no ends the proposal, and the wish keeps its place in the line.

    Rules that came in between end it too, and it looks the same to both: nobody learns from it that there is one.
    """
    if says == Says.NO:
        end_match(match, reason=Match.Reason.NO_THANKS, by=SYSTEM)
    elif why_apart(match.person, match.mentor_id):
        end_match(match, reason=Match.Reason.SAFETY, by=SYSTEM)
    if match.proposed_by:
        notify(match.proposed_by, "matching.side_answered", about=match.person)
    return match
