from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("change.asked", _("A change waits for a second person: you."), leads_to="changes:change")
declare_notice("change.decided", _("A change that you asked for was decided."), leads_to="changes:change")
