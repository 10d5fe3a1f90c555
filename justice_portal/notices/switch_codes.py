from django.utils.translation import gettext_lazy as _

from justice_portal.switches.codes import declare_switch

declare_switch("notices.email", _("Send an email to staff and mentors when there is something new."), on=True)
