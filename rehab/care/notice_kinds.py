from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("care.concern", _("Someone may need help now. Go and see them."), leads_to="people:person")
