from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("complaints.sent", _("A complaint waits for an answer."), leads_to="complaints:desk-one")
declare_notice("complaints.withdrawn", _("A person took a complaint back."), leads_to="complaints:desk-one")
declare_notice(
    "complaints.written_for_you", _("Staff wrote a complaint for you. Look at it."), leads_to="complaints:one"
)
declare_notice("complaints.late", _("A complaint is late. It needs an answer."), leads_to="complaints:desk-one")
declare_notice(
    "complaints.not_answered", _("A person says that their complaint was not answered."), leads_to="complaints:desk-one"
)
declare_notice("complaints.answered", _("Your complaint has an answer."), leads_to="complaints:one")
