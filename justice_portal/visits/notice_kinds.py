"""What staff are told about visits."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice(
    "visits.swapped_often",
    _("One person changes tablets often. Ask if someone else uses their PIN."),
    leads_to="people:person",
)
