"""Only re-exports the rooms' models."""

from rehab.assessments.models import QuestionSet
from rehab.contacts.models import Contact
from rehab.plans.models import Goal, PathwayState, Plan, Step

__all__ = ["Contact", "Goal", "PathwayState", "Plan", "QuestionSet", "Step"]
