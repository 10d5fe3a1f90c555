from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("rota.off_shift", _("Someone signed in outside their shift."), leads_to="rota:off-shift")
