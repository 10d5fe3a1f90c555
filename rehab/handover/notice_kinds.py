"""What people are told about a handover. A notice never says whose it is."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("handover.sent", _("A handover waits for you to accept it."), leads_to="handover:handover")
declare_notice("handover.returned", _("A handover was sent back to you. See why."), leads_to="handover:handover")
declare_notice("handover.accepted", _("A handover was accepted."), leads_to="handover:handover")
declare_notice("handover.late", _("A handover is not done, and its day is near."), leads_to="handover:handover")
declare_notice("handover.asked", _("Someone asked you a question about leaving prison."), leads_to="handover:handover")
declare_notice("handover.answered", _("You have an answer about leaving prison."), leads_to="handover:handover")
declare_notice("handover.new_officer", _("Your officer outside now works with you."), leads_to="handover:handover")
