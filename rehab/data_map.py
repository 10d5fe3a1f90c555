"""What the models of this app decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import (
    Given,
    Keep,
    KeptBecause,
    NotAboutAPerson,
    Text,
    Withheld,
    decide,
    reference,
)
from justice_portal.rights.parts import name_part
from rehab import models as rehab

RECORD = Keep("record")

reference(rehab.QuestionSet, rehab.Department, rehab.RequestType, rehab.RequestRoute, rehab.ComplaintPeriod)
decide(
    rehab.Contact,
    text={"shared_note": Text.TOLD, "staff_note": Text.STAFF, "next_step": Text.TOLD},
    copy=Given(
        _("Meetings with staff"),
        "purpose kind happened_on shared_note next_step next_on added_at withdrawn_at made_in",
    ),
    keep=RECORD,
)
decide(
    rehab.Handover,
    text={"reason": Text.STAFF},
    copy=Given(_("From prison to your officer outside"), "status due_on meet_on opened_at sent_at decided_at made_in"),
    keep=RECORD,
)
decide(
    rehab.HandoverLine,
    text={"words": Text.TOLD, "answer": Text.TOLD},
    copy=Given(
        _("What was promised and asked before you left"),
        "kind topic words turn due_on answer status added_at settled_at",
        author="added_by",
        person="handover__person",
    ),
    keep=Keep("record", person="handover__person"),
)
decide(rehab.Plan, copy=Given(_("Your plan"), "opened_at changed_at closed_at made_in"), keep=RECORD)
decide(rehab.PathwayState, copy=Given(_("Parts of your plan"), "pathway status changed_at"), keep=RECORD)
decide(
    rehab.Goal,
    text={"title": Text.OWN, "reason": Text.OWN},
    copy=Given(_("Your goals"), "pathway title due_on status reason added_at changed_at made_in", author="added_by"),
    keep=RECORD,
)
decide(
    rehab.Step,
    text={"title": Text.OWN},
    copy=Given(_("Steps to your goals"), "goal title turn status added_at changed_at", author="added_by"),
    keep=RECORD,
)
decide(
    rehab.CareAlert,
    text={"outcome_words": Text.STAFF},
    copy=Given(_("When staff were told that you may need help"), "raised_at seen_at outcome outcome_at made_in"),
    keep=RECORD,
)
decide(
    rehab.CareCause,
    text={"source": Text.FIXED, "source_id": Text.FIXED},
    copy=Given(_("What made us tell staff"), "at source"),
    keep=RECORD,
)
reference(rehab.MeetingPlace, rehab.OpeningTime, rehab.Service)
decide(
    rehab.Appointment,
    text={
        "where": Text.TOLD, "service": Text.TOLD, "phone": Text.TOLD, "bring": Text.TOLD, "reason": Text.TOLD,
        "reply_words": Text.OWN,
    },
    copy=Given(
        _("Your appointments"),
        "kind about is_required starts_at ends_at place where staff also_with mentor service phone bring instead_of "
        "instead_why status booked_at "
        "asked_at asked_how reply_due_at reply reply_words reply_how replied_at decided_at decided_by reason made_in",
        author="replied_by",
    ),
    keep=RECORD,
)  # fmt: skip
decide(
    rehab.MoveAsked,
    text={"words": Text.OWN, "answer": Text.TOLD},
    copy=Given(
        _("What you asked about appointments"),
        "appointment wants why words was_at status asked_at answer answered_at answered_by",
    ),
    keep=RECORD,
)
decide(
    rehab.Reminder,
    copy=Given(_("Reminders that we sent you"), "appointment way for_day status made_at sent_at"),
    keep=RECORD,
)
decide(rehab.ReminderChoice, copy=Given(_("If you want reminders"), "wants changed_at"), keep=RECORD)
reference(rehab.QuestionTemplate)
decide(rehab.CheckInPlan, copy=Given(_("How often you check in"), "weeks next_on set_at ended_at"), keep=RECORD)
decide(
    rehab.PlannedQuestion,
    text={"thing": Text.TOLD},
    copy=Given(_("What your check-ins ask"), "template thing"),
    keep=RECORD,
)
decide(
    rehab.CheckIn,
    text={
        "support_words": Text.OWN, "call_words": Text.OWN, "photo_path": Text.FIXED, "sha256": Text.FIXED, "note": Text.STAFF,
        "answer": Text.TOLD,
    },
    copy=Given(
        _("Your check-ins"),
        "due_on closes_on status feeling support support_words wants_call call_words submitted_at reviewed_at identity answer",
    ),
    keep=Keep("record", files=("photo_path",)),
)  # fmt: skip
decide(
    rehab.CheckInAnswer,
    text={"question": Text.TOLD, "question_welsh": Text.TOLD, "words": Text.OWN},
    copy=Given(_("Your answers in check-ins"), "check_in question words"),
    keep=RECORD,
)
decide(
    rehab.LeavingPack,
    text={"language": Text.FIXED, "path": Text.FIXED, "sha256": Text.FIXED},
    copy=Given(_("Leaving packs made for you"), "asked_at status ready_at"),
    keep=Keep("copies", since="asked_at", files=("path",)),
)
name_part(_("your leaving pack"), "journey")
name_part(_("your check-ins"), "checkin")
name_part(_("your appointments"), "appointment")
decide(
    rehab.Assessment,
    copy=Given(_("Questions about you"), "kind source status opened_at sent_at finished_at made_in"),
    keep=RECORD,
)
decide(
    rehab.AssessmentPart,
    text={"skip_note": Text.OWN},
    copy=Given(_("Parts of the questions"), "pathway skip_reason skip_note skipped_at", author="skipped_by"),
    keep=RECORD,
)
decide(
    rehab.AnswerSheet,
    text={"values": Text.OWN, "set_aside": Text.OWN},
    copy=Given(_("Your answers"), "part side values set_aside saved_at", author="saved_by"),
    keep=RECORD,
)
reference(rehab.Need)
decide(
    rehab.SupportNeed,
    text={"detail": Text.TOLD},
    copy=Given(
        _("Help you need"), "need detail status by_prison by_probation added_at changed_at made_in", author="added_by"
    ),
    keep=RECORD,
)
decide(
    rehab.NeedUpdate,
    text={"words": Text.OWN},
    copy=Given(_("What happened with help you need"), "support_need words status added_at", author="added_by"),
    keep=RECORD,
)
reference(rehab.ReviewRule, rehab.Occupation)
decide(
    rehab.Paper,
    text={"note": Text.OWN},
    copy=Given(
        _("Your ID and bank account"), "kind status kept happened_on expected_on note changed_at", author="changed_by"
    ),
    keep=RECORD,
)
decide(
    rehab.PaperStep,
    copy=Given(_("What happened with your ID and bank account"), "paper status happened_on added_at"),
    keep=RECORD,
)
decide(
    rehab.Letter,
    text={"title": Text.OWN, "path": Text.FIXED, "sha256": Text.FIXED},
    copy=Given(_("Photos of your letters"), "kind title size added_at", author="added_by"),
    keep=Keep("record", files=("path",)),
)
decide(
    rehab.ReviewDue,
    copy=Given(_("When your plan is talked about"), "rule opens_on due_on status exemption made_at made_in"),
    keep=RECORD,
)
decide(
    rehab.Review,
    text={"words": Text.TOLD},
    copy=Given(_("Talks about your plan"), "held_on words added_at made_in", author="added_by"),
    keep=RECORD,
)
decide(
    rehab.Induction,
    text={"words": Text.OWN},
    copy=Given(
        _("First talk about work"),
        "hopes_to_work has_worked level done_before wants barriers words changed_at",
        author="changed_by",
    ),
    keep=RECORD,
)
decide(
    rehab.SkillRating,
    text={"evidence": Text.OWN},
    copy=Given(_("What you are good at"), "skill level evidence added_at", author="added_by"),
    keep=RECORD,
)
decide(rehab.JobGoal, copy=Given(_("Jobs you aim for"), "occupation status added_at changed_at"), keep=RECORD)
name_part(_("your ID and bank account"), "papers")
name_part(_("photos of your letters"), "letters")
name_part(_("talks about your plan"), "reviews")
name_part(_("your work and learning"), "working")
name_part(_("what happened to you"), "timeline")
name_part(_("help you need"), "needs")
name_part(_("questions about you"), "assessments")
name_part(_("your plan"), "plan")
name_part(_("your move to an officer outside"), "handover")
name_part(_("your meetings with staff"), "contacts")
name_part(_("how you are"), "care")

decide(rehab.DepartmentMember, copy=NotAboutAPerson(), keep=KeptBecause("about the work of staff, not about a person"))
decide(
    rehab.SupportRequest,
    text={"questions": Text.PUBLISHED, "answers": Text.OWN, "reason": Text.TOLD},
    copy=Given(
        _("What you asked the prison for"),
        "type answers how asked_at due_at department status reason first_reply_at decided_at decided_as withdrawn_at"
        " verdict verdict_at made_in",
    ),
    keep=Keep("asked", since="decided_at"),
)
decide(
    rehab.RequestReply,
    text={"words": Text.TOLD},
    copy=Given(_("Words about what you asked for"), "words written_at written_as", author="written_by"),
    keep=Keep("asked", since="about__decided_at"),
)
decide(
    rehab.RequestNote,
    text={"words": Text.STAFF},
    copy=Withheld(_("Notes of staff about what you asked for"), _("Staff write these to each other to do their work.")),
    keep=Keep("asked", since="about__decided_at"),
)
name_part(_("what you asked the prison for"), "requests")

decide(rehab.ComplaintReader, copy=NotAboutAPerson(), keep=KeptBecause("about the work of staff, not about a person"))
decide(
    rehab.Complaint,
    text={"words": Text.OWN, "wanted": Text.OWN, "answer": Text.TOLD},
    copy=Given(
        _("Your complaints"),
        "kind about words wanted how sent_at due_at made_in status outcome answer answered_at withdrawn_at verdict verdict_at",
        person="person",
    ),
    keep=Keep("asked", since="answered_at", person="person"),
)
name_part(_("your complaints"), "complaints")
