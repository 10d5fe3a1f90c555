"""What people, mentors and managers are told. No notice names anybody."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("matching.asked_person", _("Would you like this mentor? Say yes or no."), leads_to="choosing:mine")
declare_notice("matching.asked_mentor", _("Somebody would like you as their mentor."), leads_to="choosing:asked")
declare_notice("matching.side_answered", _("You have an answer about a mentor."), leads_to="matching:person")
declare_notice("matching.paused", _("Your mentoring is on a break. See why."), leads_to="choosing:mine")
declare_notice("matching.mentor_paused", _("One of your matches is on a break. See why."), leads_to="mentoring:desk")
declare_notice("matching.resumed", _("Your mentoring goes on. You can write again."), leads_to="choosing:mine")
declare_notice(
    "matching.mentor_resumed", _("One of your matches goes on. You can write again."), leads_to="mentoring:desk"
)
declare_notice("matching.ends", _("Your mentoring comes to an end. See when."), leads_to="choosing:mine")
declare_notice("matching.mentor_ends", _("One of your matches comes to an end. See when."), leads_to="mentoring:desk")
declare_notice(
    "matching.ended", _("Your mentoring has ended. You can ask for a mentor again."), leads_to="choosing:mine"
)
declare_notice(
    "matching.mentor_ended",
    _("One of your matches has ended. Your worker can tell you more."),
    leads_to="mentoring:desk",
)
declare_notice("matching.takes_over", _("The mentor before you has stopped. It is you now."), leads_to="mentoring:desk")
declare_notice("matching.review_near", _("Tell staff how your mentoring goes."), leads_to="choosing:mine")
declare_notice("matching.mentor_review_near", _("Tell staff how a match of yours goes."), leads_to="mentoring:desk")
declare_notice("matching.review_held", _("Staff wrote about your mentoring."), leads_to="choosing:mine")
declare_notice("matching.review_due", _("A review of a match is due soon."), leads_to="running:review")
