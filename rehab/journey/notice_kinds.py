from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("journey.pack_ready", _("A leaving pack is ready to print."), leads_to="journey:pack")
