from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("care.concern", _("Someone may need help now. Go and see them."), leads_to="care:alert")
declare_notice("care.returned", _("A second reader asks for more to be done. Look at this now."), leads_to="care:alert")
declare_notice("care.seen", _("Staff know that things are hard. Someone comes to see you."), leads_to="help-now")
