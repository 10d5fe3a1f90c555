"""What people are told about their classes."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("attendance.cancelled", _("A class of yours is not on."), leads_to="attendance:mine")
declare_notice("attendance.restored", _("A class of yours is on after all."), leads_to="attendance:mine")
declare_notice("attendance.moved", _("A class of yours has new days or times."), leads_to="attendance:mine")
declare_notice("attendance.ends", _("A class of yours comes to an end."), leads_to="attendance:mine")
