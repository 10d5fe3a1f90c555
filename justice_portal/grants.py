"""The permissions, and the one table of which role grants what. Data only; the roles themselves are in roles.py."""

from django.db.models import TextChoices

from justice_portal.roles import REACHES, Reach, Role

__all__ = ["GRANTS", "REACHES", "Permission", "Reach", "Role"]


class Permission(TextChoices):
    """What can be done. The name says the subject first."""

    # people and places
    PERSON_VIEW = "person.view"
    PERSON_EDIT = "person.edit"
    PERSON_RECEIVE = "person.receive"  # reception, the day's roll
    PERSON_BEGIN = "person.begin"  # a record for somebody with a community order, whom no prison received
    PERSON_MOVE = "person.move"
    DEATH_TAKE_BACK = "death.take_back"  # ask, and agree as the second person
    ALERT_VIEW = "alert.view"
    ALERT_EDIT = "alert.edit"
    ALLOCATION_VIEW = "allocation.view"
    ALLOCATION_GIVE = "allocation.give"
    CASE_PROTECT = "case.protect"  # restricted cases, who is named for them, who is kept out
    CONNECTION_DECLARE = "connection.declare"
    GLASS_BREAK = "glass.break"
    GLASS_REVIEW = "glass.review"
    LOOKUP_LIFT = "lookup.lift"
    ESTATE_EDIT = "estate.edit"
    # accounts and the house
    OWN_SETTINGS = "own.settings"
    ACCOUNT_MANAGE = "account.manage"
    DEVICE_VIEW = "device.view"
    DEVICE_MANAGE = "device.manage"
    PIN_START = "pin.start"  # print a code with which a person chooses a PIN; end a lock
    ACCOUNT_INVITE = "account.invite"  # staff and mentors of a place
    ROTA_VIEW = "rota.view"
    PHONE_GIVE = "phone.give"  # let a person on probation join on their own phone
    CHANGE_VIEW = "change.view"  # changes that wait for a second person
    EXPORT_LARGE = "export.large"  # ask for more than 50 rows at once, and agree to it
    AUDIT_VIEW = "audit.view"
    JOB_VIEW = "job.view"
    JOB_MANAGE = "job.manage"
    SWITCH_EDIT = "switch.edit"
    NOTICE_VIEW = "notice.view"
    PROBLEM_TELL = "problem.tell"  # "something is wrong"
    PROBLEM_VIEW = "problem.view"
    PROBLEM_ANSWER = "problem.answer"
    SHEET_VIEW = "sheet.view"  # forms on paper, and what came back on them
    SHEET_ASK = "sheet.ask"  # one for oneself
    SHEET_TYPE = "sheet.type"  # print for a person, type in what comes back
    # a person's rights over their own data
    RIGHTS_OWN = "rights.own"  # who looked at me, ask to put right
    RIGHTS_VIEW = "rights.view"
    RIGHTS_ANSWER = "rights.answer"
    RIGHTS_COPY = "rights.copy"  # a copy of the record: one's own, or on somebody's behalf
    HOLD_VIEW = "hold.view"
    HOLD_PLACE = "hold.place"  # a legal hold
    KEEP_RULE_EDIT = "keep_rule.edit"
    DATA_PURGE = "data.purge"  # the product itself only
    # learning
    COURSE_EDIT = "course.edit"
    COURSE_WRITE = "course.write"
    LEARNING_VIEW = "learning.view"
    LEARNING_DO = "learning.do"
    LEARNING_ASSIGN = "learning.assign"
    LEARNING_MARK = "learning.mark"
    # mentoring
    MATCH_VIEW = "match.view"
    MATCH_MANAGE = "match.manage"
    MENTOR_ASK = "mentor.ask"  # want a mentor, answer to one who is proposed
    MENTOR_APPLY = "mentor.apply"  # ask to be one
    MENTOR_SUPERVISE = "mentor.supervise"  # look after a mentor: talks, their file
    MENTOR_OWN = "mentor.own"  # a mentor's own file: agree to the boundaries, hours and costs
    SESSION_BOOK = "session.book"  # book, call off and write down sessions of a match: the two, and their staff
    MESSAGE_VIEW = "message.view"
    MESSAGE_SEND = "message.send"
    TALK = "talk.answer"  # staff: write with a person as their key worker, POM, COM or tutor, or for a department
    MESSAGE_TRANSLATE = "message.translate"  # where somebody let them read messages: type and check translations
    MESSAGE_MODERATE = "message.moderate"  # managers: only what is late
    MESSAGE_POLICY = "message.policy"  # how a prison checks messages, and who may read them
    RULE_EDIT = "rule.edit"
    LEGAL_OWN = "legal.own"  # write and read in one's own legal threads
    LEGAL_ENVELOPE = "legal.envelope"  # who, when, which matter; never the words
    LEGAL_VERIFY = "legal.verify"  # vouch for an adviser, as one of two
    LEGAL_OPEN = "legal.open"  # ask to open letters; decide it, where two named one for that
    LEGAL_BODY_EDIT = "legal_body.edit"
    # rehab
    PLAN_VIEW = "plan.view"
    PLAN_EDIT = "plan.edit"
    LETTER_VIEW = "letter.view"  # photos of letters, and where papers and the bank account are
    SAFETY_CARD_OWN = "safety_card.own"
    ASSESSMENT_VIEW = "assessment.view"
    ASSESSMENT_EDIT = "assessment.edit"
    REVIEW_EDIT = "review.edit"  # staff: windows, reviews held, exemptions
    NEED_EDIT = "need.edit"  # staff: the person reads support needs and answers
    CONTACT_VIEW = "contact.view"
    CONTACT_ADD = "contact.add"
    CONTACT_OWN = "contact.own"  # what staff shared of their talks with the person
    HANDOVER_VIEW = "handover.view"
    HANDOVER_EDIT = "handover.edit"
    HANDOVER_ASK = "handover.ask"  # ask and answer: staff of both sides and the person
    HANDOVER_OWN = "handover.own"
    QUESTION_SET_EDIT = "question_set.edit"
    REQUEST_MAKE = "request.make"  # for oneself, or for somebody who asks staff to write it
    REQUEST_VIEW = "request.view"
    REQUEST_SPEAK = "request.speak"  # words that both the person and staff read
    REQUEST_DESK = "request.desk"  # the list of what waits; it shows what reach and departments let one see
    REQUEST_NOTE = "request.note"  # words between staff, and passing on
    REQUEST_ANSWER = "request.answer"
    REQUEST_SETUP = "request.setup"  # types, routes, departments and their members, in one prison
    REQUEST_TYPE_EDIT = "request_type.edit"
    COMPLAINT_MAKE = "complaint.make"
    COMPLAINT_TAKE = "complaint.take"  # write one down for somebody who cannot; who wrote it does not read it later
    COMPLAINT_VIEW = "complaint.view"  # the ordinary ones of a prison; confidential ones only who is named
    COMPLAINT_ANSWER = "complaint.answer"
    COMPLAINT_SETUP = "complaint.setup"  # name who reads confidential ones, and say how soon they are answered
    APPOINTMENT_VIEW = "appointment.view"
    APPOINTMENT_BOOK = "appointment.book"  # book, change, cancel, record what came of it
    APPOINTMENT_REPLY = "appointment.reply"  # say what happened: oneself, or staff who wrote it down
    MEETING_PLACE_EDIT = "meeting_place.edit"
    SERVICE_VIEW = "service.view"  # the directory of local services
    SERVICE_EDIT = "service.edit"
    LICENCE_VIEW = "licence.view"  # staff: drafts too
    LICENCE_OWN = "licence.own"  # read one's own, say so, answer the questions
    LICENCE_EDIT = "licence.edit"
    LICENCE_APPROVE = "licence.approve"  # a condition that is in no list
    LICENCE_POLICY_EDIT = "licence_policy.edit"
    RELEASE_DAY_EDIT = "release_days.edit"  # the first 72 hours after release
    MAY_I_VIEW = "may_i.view"  # licence permissions that a person asks for
    MAY_I_ASK = "may_i.ask"
    MAY_I_WRITE = "may_i.write"  # staff, for somebody beside them or on the phone
    MAY_I_ANSWER = "may_i.answer"
    VICTIM_VIEW = "victim.view"  # who and where a condition protects: never the person
    CARE_VIEW = "care.view"  # that someone may be in danger, and what was done
    CARE_ACT = "care.act"
    CHECKIN_VIEW = "checkin.view"
    CHECKIN_DO = "checkin.do"  # answer one's own
    CHECKIN_SET = "checkin.set"  # how often, and what is asked
    CHECKIN_REVIEW = "checkin.review"
    # reporting
    DASHBOARD_VIEW = "dashboard.view"
    REPORT_VIEW = "report.view"
    REPORT_ASK = "report.ask"
    REPORT_STAFF_ACCOUNT = "report.staff_account"
    REPORT_OWN_ACCOUNT = "report.own_account"
    REPORT_WING = "report.wing"


P = Permission
_EVERYONE = {P.OWN_SETTINGS, P.NOTICE_VIEW, P.PROBLEM_TELL}
_CASE_WORK = {
    *_EVERYONE,
    P.CONNECTION_DECLARE, P.GLASS_BREAK,
    P.PERSON_VIEW, P.PERSON_EDIT, P.ALERT_VIEW, P.ALERT_EDIT, P.ALLOCATION_VIEW,
    P.LEARNING_VIEW, P.LEARNING_ASSIGN, P.MATCH_VIEW, P.MENTOR_SUPERVISE, P.SESSION_BOOK, P.TALK, P.MESSAGE_TRANSLATE,
    P.ASSESSMENT_VIEW, P.ASSESSMENT_EDIT, P.NEED_EDIT, P.REVIEW_EDIT,
    P.PLAN_VIEW, P.PLAN_EDIT, P.LETTER_VIEW, P.CONTACT_VIEW, P.CONTACT_ADD, P.HANDOVER_VIEW, P.HANDOVER_ASK,
    P.APPOINTMENT_VIEW, P.APPOINTMENT_BOOK, P.APPOINTMENT_REPLY,
    P.LICENCE_VIEW, P.MAY_I_VIEW, P.MAY_I_WRITE, P.RELEASE_DAY_EDIT, P.SERVICE_VIEW,
    P.DASHBOARD_VIEW, P.REPORT_VIEW, P.REPORT_ASK, P.REPORT_STAFF_ACCOUNT,
    P.PROBLEM_VIEW, P.PROBLEM_ANSWER, P.RIGHTS_VIEW, P.JOB_VIEW, P.PHONE_GIVE,
    P.CARE_VIEW, P.CARE_ACT, P.EXPORT_LARGE, P.SHEET_VIEW, P.SHEET_TYPE,
}  # fmt: skip
#: Check-ins are for people on probation: their officer and the managers of the delivery unit.
_CHECK_INS = {P.CHECKIN_VIEW, P.CHECKIN_SET, P.CHECKIN_REVIEW}
#: Who answers when a person asks to put their record right, and makes a copy on their behalf.
_ANSWERS_FOR_RECORD = {P.RIGHTS_ANSWER, P.RIGHTS_COPY}
#: Who writes licences, knows whom their conditions protect, and keeps the list of services outside.
_WRITES_LICENCES = {P.LICENCE_EDIT, P.MAY_I_ANSWER, P.VICTIM_VIEW, P.SERVICE_EDIT}
#: Who vouches for legal advisers, and sees who wrote when.
_VOUCHES = {P.LEGAL_ENVELOPE, P.LEGAL_VERIFY}

#: The product itself: places, accounts, devices, rules. Reads records only to help.
_ADMINISTERS = {
    P.CONNECTION_DECLARE, P.LOOKUP_LIFT, P.PERSON_VIEW, P.ALERT_VIEW, P.ALLOCATION_VIEW, P.LEARNING_VIEW,
    P.MATCH_VIEW, P.PLAN_VIEW, P.REPORT_VIEW, P.ESTATE_EDIT, P.ACCOUNT_MANAGE, P.DEVICE_VIEW, P.DEVICE_MANAGE,
    P.ACCOUNT_INVITE, P.ROTA_VIEW, P.CHANGE_VIEW, P.EXPORT_LARGE, P.AUDIT_VIEW, P.JOB_VIEW, P.JOB_MANAGE,
    P.SWITCH_EDIT, P.COURSE_EDIT, P.COURSE_WRITE, P.RULE_EDIT, P.QUESTION_SET_EDIT, P.REQUEST_TYPE_EDIT, P.MEETING_PLACE_EDIT, P.LICENCE_POLICY_EDIT,
    P.KEEP_RULE_EDIT, P.COMPLAINT_SETUP, P.DEATH_TAKE_BACK, P.LEGAL_BODY_EDIT,
}  # fmt: skip
#: Prison staff who see what the people of their caseload or place asked for. Who answers is named in a department.
_SEES_REQUESTS = {
    P.REQUEST_MAKE, P.REQUEST_VIEW, P.REQUEST_SPEAK, P.REQUEST_NOTE, P.REQUEST_DESK, P.COMPLAINT_TAKE,
}  # fmt: skip
_TEACHES = {
    P.CONNECTION_DECLARE, P.PERSON_VIEW, P.LEARNING_VIEW, P.LEARNING_ASSIGN, P.LEARNING_MARK, P.COURSE_WRITE, P.REQUEST_DESK,
    P.DASHBOARD_VIEW, P.JOB_VIEW, P.EXPORT_LARGE, P.SHEET_VIEW, P.SHEET_TYPE, P.TALK,
}  # fmt: skip
_KEEPS_SAFE = {
    P.CONNECTION_DECLARE, P.GLASS_BREAK, P.PERSON_VIEW, P.ALERT_VIEW, P.ALERT_EDIT, P.REQUEST_DESK,
    P.DASHBOARD_VIEW, P.PROBLEM_VIEW, P.PROBLEM_ANSWER, P.JOB_VIEW, P.CARE_VIEW, P.CARE_ACT, P.EXPORT_LARGE, P.TALK,
}  # fmt: skip
_OWN_LIFE = {
    P.LEARNING_VIEW, P.LEARNING_DO, P.MATCH_VIEW, P.MENTOR_ASK, P.MENTOR_APPLY, P.MESSAGE_VIEW, P.MESSAGE_SEND,
    P.SESSION_BOOK, P.PLAN_VIEW, P.PLAN_EDIT, P.LETTER_VIEW, P.SAFETY_CARD_OWN,
    P.ASSESSMENT_VIEW, P.ASSESSMENT_EDIT,
    P.APPOINTMENT_VIEW, P.APPOINTMENT_REPLY, P.LICENCE_OWN, P.MAY_I_VIEW, P.MAY_I_ASK, P.CHECKIN_VIEW,
    P.CHECKIN_DO, P.CONTACT_OWN, P.HANDOVER_OWN, P.HANDOVER_ASK, P.REQUEST_MAKE, P.REQUEST_VIEW,
    P.REQUEST_SPEAK, P.REPORT_VIEW, P.REPORT_ASK, P.REPORT_OWN_ACCOUNT, P.PROBLEM_VIEW, P.RIGHTS_OWN,
    P.RIGHTS_VIEW, P.RIGHTS_COPY, P.JOB_VIEW, P.SERVICE_VIEW, P.COMPLAINT_MAKE, P.SHEET_VIEW, P.SHEET_ASK, P.LEGAL_OWN,
}  # fmt: skip
_MENTORS = {
    P.CONNECTION_DECLARE, P.MATCH_VIEW, P.MENTOR_OWN, P.MENTOR_APPLY, P.MESSAGE_VIEW, P.MESSAGE_SEND, P.APPOINTMENT_VIEW,
    P.SESSION_BOOK,
}  # fmt: skip

GRANTS: dict[str, frozenset[str]] = {
    Role.PERSON: frozenset({*_EVERYONE, *_OWN_LIFE}),
    Role.MENTOR: frozenset({*_EVERYONE, *_MENTORS}),
    Role.FAMILY: frozenset(_EVERYONE),
    Role.LEGAL: frozenset({*_EVERYONE, P.LEGAL_OWN}),
    Role.KEY_WORKER: frozenset({*_CASE_WORK, *_SEES_REQUESTS, P.PIN_START}),
    Role.POM: frozenset(
        {*_CASE_WORK, P.HANDOVER_EDIT, *_ANSWERS_FOR_RECORD, *_WRITES_LICENCES, *_SEES_REQUESTS, *_VOUCHES, P.PIN_START}
    ),
    Role.COM: frozenset(
        {
            *_CASE_WORK,
            P.HANDOVER_EDIT,
            *_ANSWERS_FOR_RECORD,
            *_WRITES_LICENCES,
            *_CHECK_INS,
            *_VOUCHES,
            P.LICENCE_APPROVE,
            P.PERSON_BEGIN,
        }
    ),
    Role.TUTOR: frozenset({*_EVERYONE, *_TEACHES}),
    Role.MODERATOR: frozenset({*_EVERYONE, P.CONNECTION_DECLARE, P.MESSAGE_MODERATE, P.MESSAGE_TRANSLATE}),
    Role.SAFER_CUSTODY: frozenset({*_EVERYONE, *_KEEPS_SAFE}),
    Role.MANAGER: frozenset(
        {
            *_CASE_WORK,
            *_ANSWERS_FOR_RECORD,
            *_WRITES_LICENCES,
            P.LICENCE_APPROVE,
            *_CHECK_INS,
            *_VOUCHES,
            P.LEGAL_OPEN,
            P.HANDOVER_EDIT,
            *_SEES_REQUESTS,
            P.REQUEST_ANSWER,
            P.REQUEST_SETUP,
            P.COMPLAINT_VIEW,
            P.COMPLAINT_ANSWER,
            P.HOLD_VIEW,
            P.HOLD_PLACE,
            P.PERSON_RECEIVE,
            P.PERSON_MOVE,
            P.PERSON_BEGIN,
            P.DEATH_TAKE_BACK,
            P.DEVICE_VIEW,
            P.DEVICE_MANAGE,
            P.PIN_START,
            P.ALLOCATION_GIVE,
            P.CASE_PROTECT,
            P.MEETING_PLACE_EDIT,
            P.GLASS_REVIEW,
            P.LOOKUP_LIFT,
            P.MATCH_MANAGE,
            *{P.MESSAGE_MODERATE, P.MESSAGE_POLICY},
            P.REPORT_WING,
            P.ACCOUNT_INVITE,
            P.ROTA_VIEW,
            P.CHANGE_VIEW,
        }
    ),
    Role.ADMINISTRATOR: frozenset({*_EVERYONE, *_ADMINISTERS}),
}
