"""What the models of this app decide about a person's data: see justice_portal/rights/decisions.py."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import Given, Keep, KeptBecause, NotAboutAPerson, Text, decide, reference
from justice_portal.rights.parts import name_part
from mentoring import models as mentoring

reference(mentoring.Rule, mentoring.RulesVersion, text=Text.STAFF)
decide(
    mentoring.Mentor,
    text={"called": Text.NAME},
    copy=NotAboutAPerson(),
    keep=KeptBecause("about a mentor, not about the person they help"),
)
decide(
    mentoring.MentorApplication,
    text={"called": Text.NAME, "why": Text.OWN, "referees": Text.OWN, "reason": Text.TOLD},
    copy=Given(
        _("When you asked to be a mentor"),
        "called languages helps_with interests free_times why referees applied_at status reason decided_at",
        person="user__person",
    ),
    keep=Keep("record", person="user__person"),
)
decide(
    mentoring.MentorInterest,
    text={"name": Text.STAFF, "email": Text.STAFF, "why": Text.STAFF},
    copy=NotAboutAPerson(),
    keep=KeptBecause("about somebody outside who asked to help: deleted after 90 days, as the page says"),
)
ABOUT_MENTORS = KeptBecause("about a mentor, not about the person they help")
decide(mentoring.MentorCheck, text={"note": Text.STAFF}, copy=NotAboutAPerson(), keep=ABOUT_MENTORS)
decide(mentoring.SupervisionTalk, text={"words": Text.STAFF}, copy=NotAboutAPerson(), keep=ABOUT_MENTORS)
decide(mentoring.MentorHours, text={"cost_note": Text.STAFF}, copy=NotAboutAPerson(), keep=ABOUT_MENTORS)
decide(
    mentoring.Match,
    copy=Given(
        _("Mentoring"),
        "status help_wanted interests languages free_times person_says proposed_at started_at paused_at pause_reason ended_at end_reason",
    ),
    keep=Keep("record"),
)
decide(
    mentoring.Wish,
    copy=Given(
        _("What you want of a mentor"),
        "help_wanted interests languages free_times ways limits area asked_at changed_at",
    ),
    keep=Keep("record"),
)
decide(
    mentoring.MatchGoal,
    copy=Given(_("Goals with your mentor"), "goal status asked_at moved_at"),
    keep=Keep("record"),
)
decide(
    mentoring.MatchReview,
    text={"person_words": Text.OWN, "mentor_words": Text.STAFF, "summary": Text.TOLD},
    copy=Given(_("How your mentoring went"), "kind due_on person_words outcome summary held_at"),
    keep=Keep("record"),
)
decide(mentoring.FreeHour, copy=NotAboutAPerson(), keep=ABOUT_MENTORS)
decide(
    mentoring.VisitSlot,
    text={"where": Text.PUBLISHED},
    copy=NotAboutAPerson(),
    keep=KeptBecause("about a room and a weekday, not about a person"),
)
decide(
    mentoring.MentoringSession,
    text={"shared_note": Text.TOLD, "held_note": Text.STAFF, "staff_note": Text.STAFF},
    copy=Given(
        _("Times with your mentor"),
        "kind starts_at ends_at status off_why missed_why next_step shared_note mood mood_at",
    ),
    keep=Keep("record"),
)
decide(mentoring.Thread, copy=Given(_("Who you write with"), "kind opened_at"), keep=Keep("record"))
decide(
    mentoring.Message,
    text={"body": Text.MODERATED, "content_hash": Text.FIXED, "photo_mark": Text.FIXED},
    copy=Given(
        _("Messages"),
        "author body sent_at status delivered_at",
        author="author",
        # A message to them that was never delivered is not theirs to know of.
        where=lambda person: Q(author=person.user_id) | Q(delivered_at__isnull=False),
    ),
    keep=Keep("messages", since="thread__match__ended_at"),
)
decide(
    mentoring.MessagePhoto,
    text={"description": Text.MODERATED, "path": Text.FIXED, "sha256": Text.FIXED},
    copy=Given(
        _("Photos in messages"),
        "description size added_at",
        where=lambda person: Q(message__author=person.user_id) | Q(message__delivered_at__isnull=False),
    ),
    keep=Keep("messages", since="message__thread__match__ended_at", files=("path",)),
)
decide(
    mentoring.MessageTranslation,
    text={"words": Text.MODERATED, "of_hash": Text.FIXED},
    copy=Given(
        _("Messages in another language"),
        "language words asked_at checked_at",
        where=lambda person: (
            Q(status="checked") & (Q(message__author=person.user_id) | Q(message__delivered_at__isnull=False))
        ),
    ),
    keep=Keep("messages", since="message__thread__match__ended_at"),
)
decide(
    mentoring.Hold,
    text={"findings": Text.FIXED, "words": Text.TOLD, "whole": Text.MODERATED},
    copy=Given(
        _("Messages of yours that were checked"),
        "opened_at due_at status decided_at reason words whole",
        person="message__thread__person",
        where=lambda person: Q(message__author=person.user_id),
    ),
    keep=Keep("messages", since="message__thread__match__ended_at", person="message__thread__person"),
)
decide(
    mentoring.Draft,
    text={"words": Text.MODERATED},
    copy=Given(
        _("Messages you began"),
        "words saved_at",
        person="thread__person",
        where=lambda person: Q(author=person.user_id),
    ),
    keep=Keep("messages", since="thread__match__ended_at", person="thread__person"),
)
decide(
    mentoring.Recheck,
    text={"words": Text.STAFF},
    copy=NotAboutAPerson(),
    keep=Keep("messages", since="hold__message__thread__match__ended_at", person="hold__message__thread__person"),
)
reference(mentoring.MessagePolicy, mentoring.ReadingAuthority, text=Text.STAFF)
name_part(_("your mentoring"), "matching", "mentors", "sessions", "desks")
name_part(_("your messages"), "messages", "moderation", "monitoring", "talks", "translations")
