"""Only re-exports the rooms' models."""

from mentoring.matching.models import Match, Thread
from mentoring.mentors.models import Mentor
from mentoring.messages.models import Hold, Message
from mentoring.screening.models import Rule, RulesVersion

__all__ = ["Hold", "Match", "Mentor", "Message", "Rule", "RulesVersion", "Thread"]
