"""What people are told about their CV."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("cv.helped", _("Staff wrote a part of your CV with you. Have a look."), leads_to="cv:help")
