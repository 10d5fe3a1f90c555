"""Only re-exports the rooms' models."""

from rehab.appointments.models import Appointment, MeetingPlace, OpeningTime, Reminder, ReminderChoice
from rehab.appointments.moving.models import MoveAsked
from rehab.assessments.models import AnswerSheet, Assessment, AssessmentPart, QuestionSet
from rehab.care.models import CareAlert, CareCause
from rehab.care.victims.models import VictimDetail
from rehab.checkins.models import CheckIn, CheckInAnswer, CheckInPlan, PlannedQuestion, QuestionTemplate
from rehab.complaints.models import Complaint, ComplaintPeriod, ComplaintReader
from rehab.contacts.models import Contact
from rehab.directory.models import Service
from rehab.handover.models import Handover, HandoverLine
from rehab.journey.models import LeavingPack
from rehab.letters.models import Letter
from rehab.licence.models import ConditionChange, Licence, LicenceCondition, PolicyVersion
from rehab.licence.own.models import LicenceRead, TeachBack, TeachBackAnswer
from rehab.licence_permissions.models import LicencePermission
from rehab.needs.models import Need, NeedUpdate, SupportNeed
from rehab.papers.models import Paper, PaperStep
from rehab.plans.models import Goal, PathwayState, Plan, Step
from rehab.release_days.models import ReleaseDay, ReleaseStep, TravelTime
from rehab.requests.models import RequestNote, RequestReply, SupportRequest
from rehab.requests.routing.models import Department, DepartmentMember, RequestRoute, RequestType
from rehab.reviews.models import Review, ReviewDue, ReviewRule
from rehab.safety_card.models import SafetyCard
from rehab.working.models import Induction, JobGoal, Occupation, SkillRating

__all__ = [
    "AnswerSheet",
    "Appointment",
    "Assessment",
    "AssessmentPart",
    "CareAlert",
    "CareCause",
    "CheckIn",
    "CheckInAnswer",
    "CheckInPlan",
    "Complaint",
    "ComplaintPeriod",
    "ComplaintReader",
    "ConditionChange",
    "Contact",
    "Department",
    "DepartmentMember",
    "Goal",
    "Handover",
    "HandoverLine",
    "Induction",
    "JobGoal",
    "LeavingPack",
    "Letter",
    "Licence",
    "LicenceCondition",
    "LicencePermission",
    "LicenceRead",
    "MeetingPlace",
    "MoveAsked",
    "Need",
    "NeedUpdate",
    "Occupation",
    "OpeningTime",
    "Paper",
    "PaperStep",
    "PathwayState",
    "Plan",
    "PlannedQuestion",
    "PolicyVersion",
    "QuestionSet",
    "QuestionTemplate",
    "ReleaseDay",
    "ReleaseStep",
    "Reminder",
    "ReminderChoice",
    "RequestNote",
    "RequestReply",
    "RequestRoute",
    "RequestType",
    "Review",
    "ReviewDue",
    "ReviewRule",
    "SafetyCard",
    "Service",
    "SkillRating",
    "Step",
    "SupportNeed",
    "SupportRequest",
    "TeachBack",
    "TeachBackAnswer",
    "TravelTime",
    "VictimDetail",
]
