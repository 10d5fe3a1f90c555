from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("licence.new", _("Your licence is new. Please read it."), leads_to="licence:told")
declare_notice("licence.bespoke", _("A licence condition waits for you to decide."), leads_to="licence:licence")
