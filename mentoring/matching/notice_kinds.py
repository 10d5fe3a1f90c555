"""What people, mentors and managers are told. No notice names anybody."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("matching.asked_person", _("Would you like this mentor? Say yes or no."), leads_to="choosing:mine")
declare_notice("matching.asked_mentor", _("Somebody would like you as their mentor."), leads_to="choosing:asked")
declare_notice("matching.side_answered", _("You have an answer about a mentor."), leads_to="matching:person")
