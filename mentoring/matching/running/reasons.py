"""Why a match is on a break, as each of the two is told: a mentor never learns of a place or an event from it (T52)."""

from django.utils.translation import gettext_lazy as _

from mentoring.matching.models import Match

R = Match.Reason
TO_PERSON = {
    R.TRANSFER: _("You moved to another prison. Staff there look at it and start it again."),
    R.RECALL: _("You came back to prison. Staff look at it and start it again."),
    R.AWAY: _("One of you is away for a time."),
    R.PERSON_ASKED: _("You asked for a break."),
    R.MENTOR_ASKED: _("Your mentor asked for a break."),
    R.VETTING: _("Your mentor has to do a check first."),
}
TO_MENTOR = {
    R.AWAY: _("One of you is away for a time."),
    R.PERSON_ASKED: _("The person asked for a break."),
    R.MENTOR_ASKED: _("You asked for a break."),
    R.VETTING: _("Your vetting has to be renewed first."),
}


def why_on_break(match: Match, *, to_mentor: bool) -> str:
    """In words; nothing when it is not on a break."""
    if match.status != Match.Status.PAUSED:
        return ""
    if to_mentor:
        return str(TO_MENTOR.get(match.pause_reason, _("Something changed for the person. You hear when it goes on.")))
    return str(TO_PERSON.get(match.pause_reason, _("Staff look into something. They tell you when it goes on.")))
