"""Only re-exports the rooms' models."""

from rehab.assessments.models import QuestionSet
from rehab.plans.models import Goal, PathwayState, Plan, Step

__all__ = ["Goal", "PathwayState", "Plan", "QuestionSet", "Step"]
