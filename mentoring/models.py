"""Only re-exports the rooms' models."""

from mentoring.drift.models import DriftCause, DriftConcern, DriftRule
from mentoring.matching.choosing.models import Wish
from mentoring.matching.models import Match
from mentoring.matching.running.models import MatchGoal, MatchReview
from mentoring.matching.threads.models import Thread
from mentoring.mentors.applying.models import MentorApplication
from mentoring.mentors.becoming.models import MentorInterest
from mentoring.mentors.file.models import MentorCheck, MentorHours, SupervisionTalk
from mentoring.mentors.models import Mentor
from mentoring.messages.drafts.models import Draft
from mentoring.messages.held.models import Hold
from mentoring.messages.models import Message
from mentoring.messages.photos.models import MessagePhoto
from mentoring.messages.translations.models import MessageTranslation
from mentoring.moderation.models import Recheck
from mentoring.monitoring.models import MessagePolicy, ReadingAuthority
from mentoring.privileged.models import ListedBody, PrivilegedLetter, PrivilegedThread
from mentoring.privileged.opening.models import NamedGovernor, Opening
from mentoring.screening.models import Rule, RulesVersion
from mentoring.sessions.models import FreeHour, MentoringSession, VisitSlot

__all__ = [
    "Draft", "DriftCause", "DriftConcern", "DriftRule", "FreeHour", "Hold", "ListedBody", "Match", "MatchGoal", "MatchReview", "Mentor", "MentorApplication",
    "MentorCheck", "MentorHours", "MentorInterest", "MentoringSession", "Message", "MessagePhoto", "MessagePolicy", "MessageTranslation", "NamedGovernor", "Opening",
    "PrivilegedLetter", "PrivilegedThread", "ReadingAuthority", "Recheck", "Rule", "RulesVersion", "SupervisionTalk", "Thread",
    "VisitSlot", "Wish",
]  # fmt: skip
