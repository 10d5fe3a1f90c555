"""Only re-exports the rooms' models."""

from rehab.appointments.models import Appointment, MeetingPlace, OpeningTime, Reminder, ReminderChoice
from rehab.assessments.models import QuestionSet
from rehab.contacts.models import Contact
from rehab.plans.models import Goal, PathwayState, Plan, Step

__all__ = [
    "Appointment", "Contact", "Goal", "MeetingPlace", "OpeningTime", "PathwayState", "Plan", "QuestionSet", "Reminder",
    "ReminderChoice", "Step",
]  # fmt: skip
